using System.Globalization;
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
    {
        var (address, _) = await ConnectionAsync(limit);

        Assert.StartsWith("-NOAUTH", await AskAsync(address, ["PING"], limit), StringComparison.Ordinal);
    });

    [Fact]
    public Task Ping_WithAWrongPassword_IsRefused() => _app.TestAsync(output, async limit =>
    {
        var (address, _) = await ConnectionAsync(limit);

        Assert.StartsWith("-", await AskAsync(address, ["AUTH", "wrong"], limit), StringComparison.Ordinal);
    });

    [Fact]
    public Task Ping_WithThePasswordOfTheConnectionString_IsAnswered() => _app.TestAsync(output, async limit =>
    {
        var (address, password) = await ConnectionAsync(limit);

        Assert.Equal("+OK", await AskAsync(address, ["AUTH", password], limit));
    });

    private async Task<(string Address, string Password)> ConnectionAsync(CancellationToken limit)
    {
        var parts = (await _app.App.GetConnectionStringAsync("redis", limit))!.Split(',');
        return (parts[0], parts.Single(p => p.StartsWith("password=", StringComparison.Ordinal))["password=".Length..]);
    }

    /// <summary>Sends a command, and gives the first line of the answer.</summary>
    private static async Task<string> AskAsync(string address, string[] command, CancellationToken limit)
    {
        var colon = address.LastIndexOf(':');
        using var client = new TcpClient();
        await client.ConnectAsync(address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture), limit);
        var words = string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"*{command.Length}\r\n{words}"), limit);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadLineAsync(limit) ?? "";
    }
}
