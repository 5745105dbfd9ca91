using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Tests.ServiceDefaults;

[Collection(WholeProcess.Name)]
public sealed class TraceFilterTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/metrics")]
    public async Task Traces_ProbeComesIn_HaveOnlyTheOtherRequest(string probe)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: [.. SampleApp.ExportTo(receiver.Url), ("Telemetry:Prometheus", "true")]));

        await app.GetAsync(probe, "probe.test");
        await app.GetAsync("/hello/Ann", "user.test");
        await app.StopAsync();

        Assert.Contains("user.test", receiver.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("probe.test", receiver.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_ProbeGoesOut_HaveOnlyTheOtherRequest()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url)));

        await app.Client.GetStringAsync("/health");
        await app.Client.GetStringAsync("/hello/Ann");
        await app.StopAsync();

        Assert.Contains(new Uri(app.Client.BaseAddress!, "/hello/Ann").AbsoluteUri, receiver.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(app.Client.BaseAddress!, "/health").AbsoluteUri, receiver.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_ProbeCausesARequest_LeaveItOutToo()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var other = await SampleApp.StartAsync(SampleApp.CreateBuilder());
        var builder = SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url));
        builder.Services.AddHealthChecks().AddAsyncCheck("other app", async () =>
        {
            await other.GetAsync("/hello/Ann", "caused.test");
            return HealthCheckResult.Healthy();
        });
        await using var app = await SampleApp.StartAsync(builder);

        await app.GetAsync("/health", "probe.test");
        await app.GetAsync("/hello/Ann", "user.test");
        await app.StopAsync();

        Assert.Contains("user.test", receiver.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("caused.test", receiver.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_PageStaysConnected_HaveOnlyTheOtherRequest()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url)), app =>
        {
            app.UseWebSockets();
            app.MapGet("/socket", async (HttpContext context) => (await context.WebSockets.AcceptWebSocketAsync()).Dispose());
        });
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Host", "socket.page.test");
        using var events = new HttpRequestMessage(HttpMethod.Get, "/hello/Ann") { Headers = { Host = "events.page.test", Accept = { new("text/event-stream") } } };

        await socket.ConnectAsync(new UriBuilder(new Uri(app.Client.BaseAddress!, "/socket")) { Scheme = "ws" }.Uri, CancellationToken.None);
        using var answer = await app.Client.SendAsync(events);
        await app.GetAsync("/hello/Ann", "user.page.test");
        await app.StopAsync();

        // The receiver is in this process as well, and what it serves is exported too.
        var served = receiver.TraceMessages.SelectMany(message => ReceivedSpan.Read(message)).Where(span => span.Kind == SpanKind.Server)
            .Select(span => span.Attributes["server.address"]).Where(address => address.EndsWith(".page.test", StringComparison.Ordinal));
        Assert.Equal(["user.page.test"], served);
    }
}
