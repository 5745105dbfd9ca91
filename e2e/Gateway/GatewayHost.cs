using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;

namespace BlazorAspire.Tests.Gateway;

/// <summary>The real gateway in this process, before fake replicas. Probes run only when a test asks for one.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app, IReadOnlyList<FakeReplica> replicas)
    {
        _app = app;
        Replicas = replicas;
        Address = new Uri(app.Urls.First());
    }

    public IReadOnlyList<FakeReplica> Replicas { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<GatewayHost> StartAsync(int count, Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var replicas = await Task.WhenAll(Enumerable.Range(1, count).Select(number => FakeReplica.StartAsync($"webapp-{number}")));
        return await StartAsync(replicas, configure, settings);
    }

    public static async Task<GatewayHost> StartAsync(IReadOnlyList<FakeReplica> replicas, Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", "--Gateway:Health:Interval=00:05:00",
            .. replicas.Select(replica => $"--services:{replica.Name}:http:0={replica.Address}"), .. settings,
        ];
        var app = GatewayProgram.Build(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new GatewayHost(app, replicas);
    }

    /// <summary>A browser: its own cookies, no redirects followed.</summary>
    public Browser NewBrowser() => new(Address);

    public FakeReplica Fake(string name) => Replicas.Single(replica => replica.Name == name);

    public Replica Replica(string name) => Services.GetRequiredService<ReplicaRegistry>().Find(name)!;

    /// <summary>One probe of each replica, done when this returns.</summary>
    public Task ProbeAsync() =>
        Services.GetRequiredService<IActiveHealthCheckMonitor>().CheckHealthAsync(Services.GetRequiredService<IProxyStateLookup>().GetClusters());

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }

        await _app.DisposeAsync();
    }
}
