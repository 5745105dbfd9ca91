using System.Net;
using Embedded.SignalR.Redis.Telemetry;
using StackExchange.Redis;

namespace Embedded.SignalR.Redis.Link;

/// <summary>Whether Redis takes messages. Each change is told in one line, and what fails between two changes in none.</summary>
internal sealed class LinkStatus(BackplaneReport report, IEnumerable<EndPoint> endPoints)
{
    private readonly string _endPoints = string.Join(", ", endPoints.Select(Name));
    private readonly Lock _lock = new();
    private volatile bool _isAway;
    private volatile Told _told;
    private ConnectionFailureType? _reason;

    public bool IsAway => _isAway;

    /// <summary>What the client says of a connection before anything is sent on it.</summary>
    public void ConnectionFailed(ConnectionFailureType reason)
    {
        lock (_lock)
        {
            _reason = reason;
        }
    }

    /// <summary>Redis has taken something.</summary>
    public void Works() => _isAway = false;

    /// <summary>What this server has sent has come back to it: it can be heard, and hears.</summary>
    public void Echoed()
    {
        if (_isAway || _told == Told.Connected)
        {
            return;
        }

        lock (_lock)
        {
            if (_told == Told.Away)
            {
                BackplaneLog.Back(report.Logger, report.Hub, _endPoints);
            }
            else
            {
                BackplaneLog.Connected(report.Logger, report.Hub, _endPoints);
            }

            (_told, _reason) = (Told.Connected, null);
        }
    }

    public void Fails(Exception problem)
    {
        lock (_lock)
        {
            _isAway = true;
            if (_told != Told.Away)
            {
                _told = Told.Away;
                TellNeedsLock(problem);
            }
        }
    }

    private void TellNeedsLock(Exception problem)
    {
        if (_reason == ConnectionFailureType.AuthenticationFailure || IsPasswordRefused(problem))
        {
            BackplaneLog.PasswordRefused(report.Logger, report.Hub, _endPoints);
        }
        else
        {
            BackplaneLog.Away(report.Logger, report.Hub, _endPoints, problem is TimeoutException ? "no answer" : $"{_reason ?? TypeOf(problem)}");
        }
    }

    private enum Told
    {
        Nothing,
        Connected,
        Away,
    }

    private static ConnectionFailureType TypeOf(Exception problem) =>
        problem is RedisConnectionException { FailureType: not ConnectionFailureType.None } connection ? connection.FailureType : ConnectionFailureType.UnableToConnect;

    private static bool IsPasswordRefused(Exception problem) =>
        problem is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure }
        || problem.Message.Contains("NOAUTH", StringComparison.Ordinal)
        || problem.Message.Contains("AuthenticationFailure", StringComparison.Ordinal);

    private static string Name(EndPoint endPoint) => endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : $"{endPoint}";
}
