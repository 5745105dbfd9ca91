using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>Counts by which transport circuits start. A browser without a WebSocket is most often behind a proxy that does not pass it on.</summary>
internal sealed class TransportWatch(CircuitMetrics metrics, TimeProvider time, ILogger<TransportWatch> logger)
{
    private readonly Throttle _warnings = new(TimeSpan.FromHours(1), time);

    public void Started(HubCallerContext connection) =>
        Started(connection.Features.Get<IHttpTransportFeature>()?.TransportType ?? HttpTransportType.None);

    internal void Started(HttpTransportType transport)
    {
        metrics.Started(transport);
        if (transport is HttpTransportType.ServerSentEvents or HttpTransportType.LongPolling)
        {
            metrics.FellBack(transport);
            if (_warnings.IsAllowed())
            {
                CircuitLog.FellBack(logger, transport);
            }
        }
    }
}
