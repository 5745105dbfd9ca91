using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.ServiceDefaults;

[Collection(WholeProcess.Name)]
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Logs_WithEndpoint_ArriveWithMessageAndScope()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url)));
        var logger = app.Services.GetRequiredService<ILogger<TelemetryExportTests>>();

        using (logger.BeginScope(new Dictionary<string, object> { ["Basket"] = "basket-of-fruit" }))
        {
            logger.LogWarning("Order {Order} is late.", 4711);
        }

        await app.StopAsync();

        Assert.Contains(SampleApp.Name, receiver.Logs, StringComparison.Ordinal);
        Assert.Contains("Order 4711 is late.", receiver.Logs, StringComparison.Ordinal);
        Assert.Contains("basket-of-fruit", receiver.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_WithEndpoint_ArriveFromFrameworkAndApp()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url)));
        using var meter = new Meter("BlazorAspire.Orders");
        meter.CreateCounter<int>("orders").Add(1);
        await app.Client.GetStringAsync("/hello/Ann");

        await app.StopAsync();

        Assert.Contains(SampleApp.Name, receiver.Metrics, StringComparison.Ordinal);
        Assert.All(
            ["BlazorAspire.Orders", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"],
            name => Assert.Contains(name, receiver.Metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traces_WithEndpoint_ArriveFromFrameworkAndApp()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo(receiver.Url)));
        using var source = new ActivitySource("BlazorAspire.Orders");
        using (source.StartActivity("pack the order"))
        {
            await app.GetAsync("/hello/Ann", "traced.test");
        }

        await app.StopAsync();

        Assert.Contains(SampleApp.Name, receiver.Traces, StringComparison.Ordinal);
        Assert.All(
            ["pack the order", "System.Net.Http", "traced.test", "GET /hello/{name}"],
            text => Assert.Contains(text, receiver.Traces, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("http://127.0.0.1:4318", true)]
    [InlineData("https://collector.example/otlp", true)]
    public void AddServiceDefaults_Endpoint_DecidesWhetherThereIsAnExporter(string endpoint, bool expected)
    {
        var builder = SampleApp.CreateBuilder(settings: SampleApp.ExportTo(endpoint));

        builder.AddServiceDefaults();

        Assert.Equal(expected, builder.Services.Any(service =>
            service.ServiceType.Assembly == typeof(OpenTelemetry.Exporter.OtlpExporterOptions).Assembly));
    }

    [Fact]
    public async Task App_EndpointRefusesConnections_ServesAndStops()
    {
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo($"http://127.0.0.1:{ClosedPort()}")));

        Assert.Equal("Hello, Ann.", await app.Client.GetStringAsync("/hello/Ann"));

        await app.StopAsync();
    }

    [Fact]
    public async Task App_EndpointNeverAnswers_ServesAndStops()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(settings: SampleApp.ExportTo($"http://{silent.LocalEndpoint}")));

        Assert.Equal("Hello, Ann.", await app.Client.GetStringAsync("/hello/Ann"));

        await app.StopAsync();
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
