using System.Net;
using System.Net.Sockets;
using BlazorAspire.ServiceDefaults.Management;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class ManagementPortTests
{
    private static readonly string[] Paths = ["/health", "/alive", "/metrics"];

    [Fact]
    public async Task App_WithManagementPort_AnswersHealthAndMetricsThereOnly()
    {
        await using var app = await StartAsync(("Telemetry:Prometheus", "true"));

        Assert.All(await AskAsync(app.Management, Paths), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(await AskAsync(app.Own, Paths), status => Assert.Equal(HttpStatusCode.NotFound, status));
    }

    [Fact]
    public async Task App_WithManagementPort_ServesUsersAtItsOwnPortOnly()
    {
        await using var app = await StartAsync();

        Assert.Equal([HttpStatusCode.OK], await AskAsync(app.Own, "/hello/Ann"));
        Assert.All(await AskAsync(app.Management, "/hello/Ann", "/", "/healthy", "/metrics"), status => Assert.Equal(HttpStatusCode.NotFound, status));
    }

    [Theory]
    [InlineData("/health/")]
    [InlineData("/HEALTH")]
    [InlineData("//health")]
    [InlineData("/%68ealth")]
    public async Task App_AskedAtItsOwnPort_CannotBeTalkedIntoHealth(string path)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Own.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = $"localhost:{app.Management.Port}";
        request.Headers.Add("X-Forwarded-Port", $"{app.Management.Port}");

        using var client = new HttpClient();
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task App_WithoutManagementPort_HasMetricsOnlyWhenSwitchedOn()
    {
        await using var off = await SampleApp.StartAsync(SampleApp.CreateBuilder());
        await using var on = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: ("Telemetry:Prometheus", "true")));

        Assert.Equal([HttpStatusCode.NotFound], await AskAsync(off.Client.BaseAddress!, "/metrics"));
        Assert.Equal([HttpStatusCode.OK], await AskAsync(on.Client.BaseAddress!, "/metrics"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("9090 ")]
    [InlineData("http")]
    public void Read_NotAPort_NamesTheSettingAndTheValue(string value)
    {
        var builder = SampleApp.CreateBuilder(settings: (ManagementPort.Key, value));

        var exception = Assert.Throws<OptionsValidationException>(() => ManagementPort.Read(builder.Configuration));

        Assert.Contains($"Management:Port is '{value}', which is not a port.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_PortInUse_SaysSoInOneSentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var exception = Assert.Throws<OptionsValidationException>(() => Check(port, ("urls", "http://127.0.0.1:0")));

        Assert.StartsWith($"Management:Port is {port}, where this app cannot listen: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:0;http://127.0.0.1:8123", 8123)]
    [InlineData("http_ports", "8080;8123", 8123)]
    [InlineData("https_ports", "8123", 8123)]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://*:8123", 8123)]
    [InlineData("other", "", 5000)]
    public void Check_PortOfTheAppItself_SaysSo(string key, string value, int port)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Check(port, (key, value)));

        Assert.Contains("which is the app's own port", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AddressesThatTheHostPassesOver_DoNotCount()
    {
        var port = FreePort.Find();

        Check(port, ("Kestrel:Endpoints:Web:Url", "http://127.0.0.1:0"), ("Kestrel:Endpoints:Management:Url", $"http://127.0.0.1:{port}"), ("urls", $"http://127.0.0.1:{port}"));
        Check(port, ("urls", "http://127.0.0.1:0"), ("http_ports", $"{port}"));
    }

    [Theory]
    [InlineData(null, "http://localhost:9090")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:9090")]
    [InlineData("http://*:8080", "http://*:9090")]
    [InlineData("https://[::]:8443", "http://[::]:9090")]
    [InlineData("http://unix:/run/app.sock", "http://localhost:9090")]
    public void Beside_Address_IsOnTheSameNetwork(string? address, string expected) => Assert.Equal(expected, ManagementListener.Beside(address, 9090));

    private static void Check(int port, params (string Key, string Value)[] settings) => ManagementCheck.Check(new ConfigurationBuilder()
        .AddInMemoryCollection([.. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)), new(ManagementPort.Key, $"{port}")]).Build());

    private static async Task<ManagedApp> StartAsync(params (string, string)[] settings)
    {
        var port = FreePort.Find();
        var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: [.. settings, (ManagementPort.Key, $"{port}")]));
        return new ManagedApp(app, app.Client.BaseAddress!, new Uri($"http://127.0.0.1:{port}"));
    }

    private static async Task<HttpStatusCode[]> AskAsync(Uri address, params string[] paths)
    {
        using var client = new HttpClient { BaseAddress = address };
        var answers = new List<HttpStatusCode>();
        foreach (var path in paths)
        {
            using var response = await client.GetAsync(path);
            answers.Add(response.StatusCode);
        }

        return [.. answers];
    }

    private sealed record ManagedApp(SampleApp App, Uri Own, Uri Management) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
