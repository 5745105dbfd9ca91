using Embedded.SignalR.Redis.Telemetry;
using Microsoft.Extensions.Logging;

namespace Embedded.SignalR.Redis;

/// <summary>What goes wrong: counted at once, and told in one line a beat however much it is.</summary>
internal sealed class BackplaneReport(string hub, ILogger logger) : IDisposable
{
    private readonly BackplaneMetrics _metrics = new(hub);
    private long _unsent;
    private long _missed;
    private long _rejected;
    private string _rejection = "";

    public string Hub { get; } = hub;

    public ILogger Logger { get; } = logger;

    public void Published(int messages) => _metrics.Published(messages);

    public void Received(int messages) => _metrics.Received(messages);

    public void Unsent(string reason, int messages)
    {
        _metrics.Unsent(reason, messages);
        Interlocked.Add(ref _unsent, messages);
    }

    public void Missed(long messages)
    {
        if (messages > 0)
        {
            _metrics.Missed(messages);
            Interlocked.Add(ref _missed, messages);
        }
    }

    public void Foreign() => Rejected("foreign", "it is not a message of this backplane");

    public void Malformed(InvalidDataException problem) => Rejected("malformed", problem.Message);

    public void NotUnderstood(string protocol) =>
        Rejected("protocol", $"it does not speak '{protocol}', which a client here does. Give the hub the same protocols on every server");

    public void Dropped() => _metrics.Dropped();

    public void Slow(string connection) => BackplaneLog.Slow(Logger, connection, Hub);

    public void NotWritten(Exception problem) => BackplaneLog.NotWritten(Logger, problem);

    public void NotHandled(Exception problem) => BackplaneLog.NotHandled(Logger, Hub, problem);

    public void Tell()
    {
        var (unsent, missed, rejected) = (Interlocked.Exchange(ref _unsent, 0), Interlocked.Exchange(ref _missed, 0), Interlocked.Exchange(ref _rejected, 0));
        if (unsent + missed > 0)
        {
            BackplaneLog.Lost(Logger, Hub, unsent, missed);
        }

        if (rejected > 0)
        {
            BackplaneLog.Rejected(Logger, Hub, rejected, _rejection);
        }
    }

    public void Dispose() => _metrics.Dispose();

    private void Rejected(string reason, string text)
    {
        _metrics.Rejected(reason);
        _rejection = text.TrimEnd('.') + ".";
        Interlocked.Increment(ref _rejected);
    }
}
