using System.Net;
using Evergreen.ServiceDefaults;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
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
        var builder = SampleApp.CreateBuilder(settings: ("Management:Port", value));

        var exception = Assert.Throws<OptionsValidationException>(() => ManagementPort.Read(builder.Configuration));

        Assert.Contains($"Management:Port is '{value}', which is not a port.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health", true)]
    [InlineData("/Metrics/", true)]
    [InlineData("/health/webapp-1", true)]
    [InlineData("/health/webapp-1/", true)]
    [InlineData("/health/webapp-1/x", false)]
    [InlineData("/metrics/x", false)]
    [InlineData("/healthy", false)]
    [InlineData("//health", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    public void IsFor_APath_IsThreeOfThemAndTheHealthOfOneReplica(string path, bool expected) => Assert.Equal(expected, ManagementPort.IsFor(path));

    [Fact]
    public async Task App_OfAnAddressOfItsOwn_HasTheManagementPortOnTheSameNetwork()
    {
        await using var app = await StartAsync();

        Assert.Contains($"http://127.0.0.1:{app.Management.Port}", app.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
    }

    private static async Task<ManagedApp> StartAsync(params (string, string)[] settings)
    {
        var port = FreePort.Find();
        var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: [.. settings, ("Management:Port", $"{port}")]));
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
