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
    {
        var (endpoint, _) = await ConnectionAsync(limit);

        Assert.StartsWith("-NOAUTH", await AskAsync(endpoint, ["PING"], limit), StringComparison.Ordinal);
    });

    [Fact]
    public Task Ping_WithAWrongPassword_IsRefused() => _app.TestAsync(output, async limit =>
    {
        var (endpoint, _) = await ConnectionAsync(limit);

        Assert.StartsWith("-", await AskAsync(endpoint, ["AUTH", "wrong"], limit), StringComparison.Ordinal);
    });

    [Fact]
    public Task Ping_WithThePasswordOfTheConnectionString_IsAnswered() => _app.TestAsync(output, async limit =>
    {
        var (endpoint, password) = await ConnectionAsync(limit);

        Assert.Equal("+OK", await AskAsync(endpoint, ["AUTH", password], limit));
    });

    private async Task<(Endpoint Endpoint, string Password)> ConnectionAsync(CancellationToken limit)
    {
        var parts = (await _app.App.GetConnectionStringAsync("redis", limit))!.Split(',');
        var colon = parts[0].LastIndexOf(':');
        var endpoint = new Endpoint(parts[0][..colon], int.Parse(parts[0][(colon + 1)..], CultureInfo.InvariantCulture), parts.Contains("ssl=true"));
        return (endpoint, parts.Single(p => p.StartsWith("password=", StringComparison.Ordinal))["password=".Length..]);
    }

    /// <summary>Sends a command, and gives the first line of the answer.</summary>
    private static async Task<string> AskAsync(Endpoint endpoint, string[] command, CancellationToken limit)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port, limit);
        await using var stream = await OpenAsync(client, endpoint, limit);
        var words = string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"*{command.Length}\r\n{words}"), limit);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(limit) ?? "";
    }

    /// <summary>Aspire gives Redis a certificate where the machine has one for development.</summary>
    private static async Task<Stream> OpenAsync(TcpClient client, Endpoint endpoint, CancellationToken limit)
    {
        if (!endpoint.IsTls)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = endpoint.Host }, limit);
        return stream;
    }

    private sealed record Endpoint(string Host, int Port, bool IsTls);
}
