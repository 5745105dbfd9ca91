using System.Net;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;
using Embedded.Hosting.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.Hosting.ControlApi;

/// <summary>Serves the dashboard, on loopback and a port of its own, what the engine knows and can do.</summary>
internal sealed class ControlServer(ControlEndpoints endpoints, IResourceCollection resources) : ILifecycleStage
{
    private WebApplication? _app;

    public string Token { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    public string Url => _app?.Urls.Single()
        ?? throw new InvalidOperationException("The control API is not served yet. It is once the ports are decided.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!resources.OfType<DashboardResource>().Any())
        {
            return;
        }
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // Not this AppHost's own settings: its addresses are not meant for this server.
        builder.Configuration.Sources.Clear();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // Who follows a stream would hold the end for 30 s.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        var guard = new ControlGuard(Token);
        _app.Use(next => context => guard.InvokeAsync(context, next));
        endpoints.Map(_app);
        await _app.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is { } app)
        {
            await app.StopAsync(cancellationToken);
            await app.DisposeAsync();
        }
    }

    /// <summary>Leaves Ctrl+C to the AppHost.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
