using System.Diagnostics.Metrics;
using BlazorAspire.Circuits;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Declaration;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Circuits.State.Stores;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.WebApp.State;

/// <summary>What keeps state, with time and a store that a test governs.</summary>
internal sealed class StateWorld : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public StateWorld(StateOptions? options = null, bool isDevelopment = false)
    {
        Options = options ?? new StateOptions();
        var settings = Microsoft.Extensions.Options.Options.Create(Options);
        Store = new FaultyStore(new MemoryStateStore(settings, Time));
        Meters = _provider.GetRequiredService<IMeterFactory>();
        Metrics = new StateMetrics(Meters);
        Seal = new StateSeal(new EphemeralDataProtectionProvider());
        Arrivals = new Arrivals(new ReplicaIdentity("webapp-1", 42, Time.GetUtcNow(), "1.0.0"), Time);
        Loader = new StateLoader(Store, Seal, Metrics, Arrivals, settings, LoaderLog);
        Services = new StateServices(
            Store, Seal, Loader, new StoreHealth(Time, new LogLines<StoreHealth>()), Metrics, settings, new Place(isDevelopment), Time, SessionLog);
        Sessions = new StateSessions(Services, settings, SessionsLog);
    }

    public StateOptions Options { get; }

    public ManualTime Time { get; } = new();

    public FaultyStore Store { get; }

    public IMeterFactory Meters { get; }

    public StateMetrics Metrics { get; }

    public StateSeal Seal { get; }

    public Arrivals Arrivals { get; }

    public StateLoader Loader { get; }

    public StateServices Services { get; }

    public StateSessions Sessions { get; }

    public LogLines<StateLoader> LoaderLog { get; } = new();

    public LogLines<StateSession> SessionLog { get; } = new();

    public LogLines<StateSessions> SessionsLog { get; } = new();

    /// <summary>The state of a new circuit, and a page in it.</summary>
    public async Task<(StateSession Session, T Page)> OpenAsync<T>(StateIdentity identity, string? key = null) where T : class, new()
    {
        var session = await Sessions.StartAsync(identity);
        return (session, Show<T>(session, key));
    }

    public static T Show<T>(StateSession session, string? key = null) where T : class, new()
    {
        var page = new T();
        session.Track(page, DurableType.Of(typeof(T))!, key);
        return page;
    }

    public void Dispose()
    {
        Metrics.Dispose();
        _provider.Dispose();
    }

    private sealed class Place(bool isDevelopment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = isDevelopment ? Environments.Development : Environments.Production;

        public string ApplicationName { get; set; } = "Tests";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
