using Embedded.AzureSignalR.Telemetry;
using Microsoft.Extensions.Logging;

namespace Embedded.AzureSignalR.Connections;

/// <summary>Says once that a hub has its service, and once that it has lost it, however many connections there are.</summary>
internal sealed class ConnectionStatus(string hub, string address, ILogger logger)
{
    private readonly Lock _lock = new();
    private int _connected;
    private bool _isAway;

    public ILogger Logger => logger;

    public void Came()
    {
        lock (_lock)
        {
            if (_connected++ == 0)
            {
                _isAway = false;
                ServiceLog.Connected(logger, hub, address);
            }
        }
    }

    public void Went(bool wasConnected, string reason)
    {
        lock (_lock)
        {
            _connected -= wasConnected ? 1 : 0;
            if (_connected == 0 && !_isAway)
            {
                _isAway = true;
                ServiceLog.Away(logger, hub, address, reason);
            }
        }
    }
}
