using System.Diagnostics.Metrics;
using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Admission;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Moves;

/// <summary>A replica with circuits whose pages can be asked to move.</summary>
internal sealed class MoveWorld : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public MoveWorld()
    {
        Metrics = new MoveMetrics(_provider.GetRequiredService<IMeterFactory>());
        Moves = new PendingMoves(Time);
        Mover = new PageMover(Moves, Metrics, Time, new LogLines<PageMover>());
        Admission = new ReplicaAdmission(new Capacity(Circuits, Options.Create(new CapacityOptions()), new FixedMemory()));
    }

    public ManualTime Time { get; } = new();

    public LiveCircuits Circuits { get; } = new();

    public MoveMetrics Metrics { get; }

    public PendingMoves Moves { get; }

    public PageMover Mover { get; }

    public ReplicaAdmission Admission { get; }

    /// <summary>The cluster as this replica, webapp-1 of version 1.0.0, sees it.</summary>
    public ClusterDirectory See(params ReplicaHeartbeat[] replicas)
    {
        var directory = new ClusterDirectory(
            new ReplicaIdentity("webapp-1", 42, Time.GetUtcNow(), "1.0.0"), Heartbeats.Sources(Time), new FakeClusterStore(), Admission,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), Time);
        directory.Show(replicas, Time.GetUtcNow());
        return directory;
    }

    public ReplicaHeartbeat Beat(string name, int circuits = 0, string version = "1.0.0") =>
        Heartbeats.Of(name, Time.GetUtcNow(), circuits) with { Version = version };

    public (LiveCircuit Circuit, FakePage Page) Open(char tab, Exception? fault = null)
    {
        var page = new FakePage(fault);
        var circuit = new LiveCircuit(new StateIdentity("browser", "", new string(tab, 32)), Time.GetTimestamp()) { Page = page };
        Circuits.Opened(circuit);
        Circuits.SetConnected(circuit, true);
        return (circuit, page);
    }

    public void Dispose()
    {
        Metrics.Dispose();
        _provider.Dispose();
    }
}
