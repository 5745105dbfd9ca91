using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class ProbeTraceFilterTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Traces_ProbeComesIn_HaveOnlyTheOtherRequest(string probe)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url)));

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
}
