using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Embedded.Tests.OpenTelemetry;

public sealed class AddOpenTelemetryTests
{
    [Fact]
    public void AddOpenTelemetry_CalledTwice_StartsOnceAndBeforeOtherServices()
    {
        var services = new ServiceCollection();
        services.AddHostedService<OtherService>();

        services.AddOpenTelemetry();
        services.AddOpenTelemetry();

        var hosted = services.Where(service => service.ServiceType == typeof(IHostedService)).ToList();
        Assert.Equal(2, hosted.Count);
        Assert.Equal(typeof(OtherService), hosted[1].ImplementationType);
    }

    [Fact]
    public async Task Host_Start_CreatesMetricsAndTraces()
    {
        var created = new List<string>();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddInstrumentation(() => Note(created, "metrics")))
            .WithTracing(tracing => tracing.AddInstrumentation(() => Note(created, "traces")));
        using var host = builder.Build();
        Assert.Empty(created);

        await host.StartAsync();

        Assert.Equal(["metrics", "traces"], created.Order());
    }

    [Fact]
    public async Task Host_DisposedAfterStart_SendsWhatIsLeft()
    {
        var processor = new CountingProcessor();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(processor));
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        Assert.Equal(1, processor.Shutdowns);
    }

    [Fact]
    public void ConfigureResource_MetricsAndTraces_BothHaveIt()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("shop"))
            .WithMetrics(_ => { })
            .WithTracing(_ => { });
        using var host = builder.Build();
        var expected = KeyValuePair.Create<string, object>("service.name", "shop");

        Assert.Contains(expected, host.Services.GetRequiredService<MeterProvider>().GetResource().Attributes);
        Assert.Contains(expected, host.Services.GetRequiredService<TracerProvider>().GetResource().Attributes);
    }

    private static object Note(List<string> created, string what)
    {
        created.Add(what);
        return new object();
    }

    private sealed class OtherService : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class CountingProcessor : BaseProcessor<Activity>
    {
        public int Shutdowns { get; private set; }

        protected override bool OnShutdown(int timeoutMilliseconds)
        {
            Shutdowns++;
            return true;
        }
    }
}
