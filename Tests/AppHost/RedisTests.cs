using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.Testing;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

[Collection(SharedApp.Name)]
public sealed class RedisTests(SharedApp shared, ITestOutputHelper output)
{
    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Ping_WithoutAPassword_IsRefused() => _app.TestAsync(output, async limit =>
        Assert.StartsWith("-NOAUTH", await AskAsync(await SettingsAsync(limit), ["PING"], limit), StringComparison.Ordinal));

    [Fact]
    public Task Ping_WithAWrongPassword_IsRefused() => _app.TestAsync(output, async limit =>
        Assert.StartsWith("-", await AskAsync(await SettingsAsync(limit), ["AUTH", "wrong"], limit), StringComparison.Ordinal));

    [Fact]
    public Task Ping_WithThePasswordOfTheConnectionString_IsAnswered() => _app.TestAsync(output, async limit =>
    {
        var settings = await SettingsAsync(limit);

        Assert.Equal("+OK", await AskAsync(settings, ["AUTH", settings["password"]], limit));
    });

    /// <summary>The parts of the connection string; the address is under <c>address</c>.</summary>
    private async Task<Dictionary<string, string>> SettingsAsync(CancellationToken limit)
    {
        var parts = (await _app.App.GetConnectionStringAsync("redis", limit))!.Split(',');
        return parts.Skip(1).Select(part => part.Split('=', 2)).Append(["address", parts[0]]).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>Sends a command, and gives the first line of the answer.</summary>
    private static async Task<string> AskAsync(Dictionary<string, string> settings, string[] command, CancellationToken limit)
    {
        var address = settings["address"];
        var colon = address.LastIndexOf(':');
        using var client = new TcpClient();
        await client.ConnectAsync(address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture), limit);
        await using var stream = await SecuredAsync(client.GetStream(), address[..colon], settings, limit);
        var words = string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"*{command.Length}\r\n{words}"), limit);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(limit) ?? "";
    }

    // Aspire gives Redis the development certificate where the machine has one.
    private static async Task<Stream> SecuredAsync(Stream stream, string host, Dictionary<string, string> settings, CancellationToken limit)
    {
        if (settings.GetValueOrDefault("ssl") != "true")
        {
            return stream;
        }
        var secured = new SslStream(stream);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, limit);
        return secured;
    }
}
