using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlazorAspire.Tests.ServiceDefaults;

/// <summary>A small app with the service defaults on a free port.</summary>
internal sealed class SampleApp : IAsyncDisposable
{
    public const string Name = "sample-app";

    private readonly WebApplication _app;

    private SampleApp(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static WebApplicationBuilder CreateBuilder(string? environment = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = Name, EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    public static (string, string)[] ExportTo(string url) =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public static async Task<SampleApp> StartAsync(WebApplicationBuilder builder, Action<WebApplication>? configure = null)
    {
        builder.AddServiceDefaults();
        var app = builder.Build();
        configure?.Invoke(app);
        app.MapGet("/hello/{name}", (string name) => $"Hello, {name}.");
        await app.StartAsync();
        // Before the app's own last export, which gives up after some seconds: the first export of a process on a busy machine takes longer.
        app.Lifetime.ApplicationStopped.Register(() => Flush(app.Services));
        return new SampleApp(app);
    }

    /// <summary>Sends a request that a trace can be told by: its host name is in the trace.</summary>
    public async Task GetAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await Client.SendAsync(request);
    }

    public Task StopAsync() => _app.StopAsync();

    private static void Flush(IServiceProvider services)
    {
        services.GetService<TracerProvider>()?.ForceFlush();
        services.GetService<MeterProvider>()?.ForceFlush();
        services.GetService<LoggerProvider>()?.ForceFlush();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
