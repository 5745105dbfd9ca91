using System.Net.Http.Json;
using System.Text.Json;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Settings, connection strings, health and status.</summary>
public sealed class SettingTests : EmulatorTest
{
    [Theory]
    [InlineData("--urls=http://0.0.0.0:8888", "The emulator is told to listen on 'http://0.0.0.0:8888'")]
    [InlineData("--Emulator:AccessKey=short", "Emulator:AccessKey has 5 characters. Use at least 32")]
    [InlineData("--Emulator:AccessKey=0123456789;0123456789;0123456789;0123456789", "Emulator:AccessKey has 43 characters. Use at least 32, without ';'.")]
    [InlineData("--Emulator:ClientBufferBytes=1", "Emulator:ClientBufferBytes is 1. Use 65536 to 268435456.")]
    [InlineData("--Emulator:ClientTimeout=00:00:01", "Emulator:ClientTimeout is 00:00:01.")]
    [InlineData("--Emulator:ClientPingInterval=01:00:00", "Emulator:ClientPingInterval is 01:00:00. Use 00:00:01 to 00:05:00.")]
    [InlineData("--Emulator:ClientsPerServerConnection=0", "Emulator:ClientsPerServerConnection is 0. Use 1 to 100000.")]
    public void Build_WithAWrongSetting_SaysWhichAndWhatIsAllowed(string setting, string expected)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => EmulatorProgram.Build([setting]));

        Assert.StartsWith(expected, problem.Failures.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Emulator:ClientBufferBytes=much", "Emulator:ClientBufferBytes")]
    [InlineData("--Emulator:ClientTimeout=long", "Emulator:ClientTimeout")]
    public void Build_WithASettingOfAnotherType_NamesIt(string setting, string expected)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => EmulatorProgram.Build([setting]));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccessKey=0123456789012345678901234567890123456789;Version=1.0;", "endpoint")]
    [InlineData("Endpoint=http://localhost;AccessKey=0123456789012345678901234567890123456789;Version=7.0;", "version")]
    [InlineData("Endpoint=http://localhost;Port=no;AccessKey=0123456789012345678901234567890123456789;Version=1.0;", "port")]
    [InlineData("Endpoint=no address;AccessKey=0123456789012345678901234567890123456789;Version=1.0;", "endpoint")]
    public async Task ConnectionString_ThatIsWrong_StopsTheAppAndNamesTheField(string connectionString, string field)
    {
        var problem = await Assert.ThrowsAnyAsync<Exception>(() => ChatServer.StartAsync(connectionString, Limit));

        Assert.Contains(field, problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Status_OfARunningService_ShowsServersAndClients()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "<a>", Limit);
        await using var client = await RawClient.ConnectAsync(Emulator, "chat", Limit);
        await Emulator.WhenServersAsync("chat", servers => servers is [(_, 1, 1)], Limit);

        var status = await Emulator.Http.GetFromJsonAsync<JsonElement>("/status", Limit);
        var page = await Emulator.Http.GetStringAsync(new Uri("/", UriKind.Relative), Limit);

        var hub = Assert.Single(status.GetProperty("hubs").EnumerateArray());
        Assert.Equal(("chat", 1), (hub.GetProperty("name").GetString(), hub.GetProperty("clients").GetInt32()));
        Assert.Contains("&lt;a&gt;", page, StringComparison.Ordinal);
        Assert.Equal("Healthy", await Emulator.Http.GetStringAsync(new Uri("/health", UriKind.Relative), Limit));
    }
}
