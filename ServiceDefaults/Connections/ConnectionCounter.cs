using System.Diagnostics.Metrics;

namespace BlazorAspire.ServiceDefaults.Connections;

/// <summary>The connections that this process's server holds, as it counts them itself.</summary>
internal sealed class ConnectionCounter : IDisposable
{
    private const string ServerMeter = "Microsoft.AspNetCore.Server.Kestrel";
    private const string Active = "kestrel.active_connections";
    private const string Upgrades = "kestrel.upgraded_connections";
    private readonly MeterListener _listener = new();
    private long _open;
    private long _upgraded;

    public ConnectionCounter(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // A process may have more than one server.
            if (instrument.Name is Active or Upgrades && instrument.Meter.Name == ServerMeter && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, change, _, _) => Interlocked.Add(ref instrument.Name == Upgrades ? ref _upgraded : ref _open, change));
        _listener.Start();
    }

    /// <summary>Those that speak HTTP. The server counts these toward <c>MaxConcurrentConnections</c>, and the upgraded ones no more.</summary>
    public long Plain => Math.Max(0, Interlocked.Read(ref _open) - Upgraded);

    /// <summary>Those that have become WebSockets, which have a limit of their own: <c>MaxConcurrentUpgradedConnections</c>.</summary>
    public long Upgraded => Interlocked.Read(ref _upgraded);

    public void Dispose() => _listener.Dispose();
}
