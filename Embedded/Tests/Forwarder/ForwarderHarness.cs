using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Embedded.Tests.Forwarder;

/// <summary>A front server that forwards everything to a destination server, both in this process.</summary>
internal sealed class ForwarderHarness : IAsyncDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
    private readonly TaskCompletionSource<(ForwarderError Error, Exception? Exception)> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WebApplication> _apps = [];

    private ForwarderHarness()
    {
    }

    public Uri Front { get; private set; } = null!;

    public Uri Destination { get; private set; } = null!;

    public HttpTransformer Transformer { get; set; } = new PlainTransformer();

    /// <summary>How the first forwarded request ended.</summary>
    public Task<(ForwarderError Error, Exception? Exception)> Ended => _ended.Task;

    public static async Task<ForwarderHarness> StartAsync(
        RequestDelegate destination, ForwarderRequestConfig? config = null, TimeProvider? time = null, X509Certificate2? certificate = null)
    {
        var harness = new ForwarderHarness();
        harness.Destination = await harness.StartServerAsync(destination, _ => { }, app => app.UseWebSockets());
        harness.Front = await harness.StartServerAsync(context => harness.ForwardAsync(context, config ?? new ForwarderRequestConfig()), services =>
        {
            services.AddSingleton(time ?? TimeProvider.System);
            services.AddHttpForwarder();
        }, _ => { }, certificate);
        return harness;
    }

    public Task StopDestinationAsync() => _apps[0].DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.AsEnumerable().Reverse())
        {
            await app.DisposeAsync();
        }

        _invoker.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, ForwarderRequestConfig config)
    {
        var forwarder = context.RequestServices.GetRequiredService<IHttpForwarder>();
        var error = await forwarder.SendAsync(context, Destination.GetLeftPart(UriPartial.Authority), _invoker, config, Transformer, CancellationToken.None);
        _ended.TrySetResult((error, context.Features.Get<IForwarderErrorFeature>()?.Exception));
    }

    private async Task<Uri> StartServerAsync(
        RequestDelegate handler, Action<IServiceCollection> configure, Action<WebApplication> configureApp, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        configure(builder.Services);
        var app = builder.Build();
        configureApp(app);
        app.Run(handler);
        await app.StartAsync();
        _apps.Add(app);
        return new Uri(app.Urls.Single());
    }

    private sealed class PlainTransformer : HttpTransformer;
}
