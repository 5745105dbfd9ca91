using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Latency;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Circuits.Versions;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Admission;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace BlazorAspire.Tests.WebApp.Components;

/// <summary>Renders a component to HTML as a prerender does, on replica webapp-1.</summary>
internal static class ComponentRenderer
{
    public static async Task<string> RenderAsync<TComponent>(string path = "", params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using var services = Services(path);
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
            return (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString();
        });
    }

    private static ServiceProvider Services(string path)
    {
        var time = new ManualTime();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new ReplicaIdentity("webapp-1", 4711, time.GetUtcNow().AddSeconds(-75), "1.2.3"))
            .AddSingleton<LiveCircuits>()
            .AddSingleton<CircuitMemory>()
            .AddSingleton<UserLatency>()
            .AddSingleton<StateMetrics>()
            .AddSingleton<Arrivals>()
            .AddSingleton<HeartbeatSources>()
            .AddScoped(services => new CircuitTracker(services.GetRequiredService<TimeProvider>()))
            .AddSingleton<IClusterStore>(new FakeClusterStore())
            .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
            .AddSingleton(TestAdmission.Empty())
            .AddSingleton<ClusterDirectory>()
            .AddMetrics()
            .AddSingleton<MoveMetrics>()
            .AddSingleton<PendingMoves>()
            .AddSingleton<PageMover>()
            .AddSingleton<VersionWatch>()
            .AddScoped(_ => new DurableState())
            .AddSingleton<NavigationManager>(new FixedAddress(path))
            .AddSingleton<INavigationInterception, NoInterception>()
            .AddSingleton<IJSRuntime, NoBrowser>()
            .BuildServiceProvider();
    }

    private sealed class FixedAddress : NavigationManager
    {
        public FixedAddress(string path) => Initialize("http://localhost/", $"http://localhost/{path}");
    }

    private sealed class NoInterception : INavigationInterception
    {
        public Task EnableNavigationInterceptionAsync() => Task.CompletedTask;
    }

    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new InvalidOperationException("A prerender has no browser.");

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);
    }
}
