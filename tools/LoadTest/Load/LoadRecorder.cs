using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using HdrHistogram;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.LoadTest.Load;

/// <summary>Counts what happens to all users. Any thread may tell it.</summary>
internal sealed class LoadRecorder(int users)
{
    private static readonly long MaxMicroseconds = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    private readonly TaskCompletionSource _allTried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ErrorCount> _errors = [];
    private readonly SortedDictionary<string, int> _replicas = new(StringComparer.Ordinal);
    private readonly HistogramBase _starts = NewHistogram();
    private readonly HistogramBase _operations = NewHistogram();
    private readonly HistogramBase _interval = NewHistogram();
    private CircuitCounts _circuits = new(0, 0, 0, 0, 0, 0);
    private int _toldErrors;
    private int _tried;

    public int Open => _circuits.Open;

    public int Errors { get; private set; }

    /// <summary>Completes when the first page of every user is open or has failed.</summary>
    public Task AllTried => _allTried.Task;

    /// <summary>Forgets the operations so far: what is counted begins now.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _operations.Reset();
        }
    }

    public void Opened(TimeSpan time, string? replica)
    {
        lock (_lock)
        {
            Record(_starts, time);
            _circuits = _circuits with { Started = _circuits.Started + 1, Open = _circuits.Open + 1 };
            if (replica is { Length: > 0 })
            {
                _replicas[replica] = _replicas.GetValueOrDefault(replica) + 1;
            }
        }
    }

    /// <summary>A user's first page is open or has failed.</summary>
    public void Tried()
    {
        if (Interlocked.Increment(ref _tried) == users)
        {
            _allTried.TrySetResult();
        }
    }

    public void Operated(TimeSpan time)
    {
        lock (_lock)
        {
            Record(_operations, time);
            Record(_interval, time);
        }
    }

    public void Count(Func<CircuitCounts, CircuitCounts> change)
    {
        lock (_lock)
        {
            _circuits = change(_circuits);
        }
    }

    public void Error(Exception problem) => Error(ErrorKind.Of(problem), problem.Message);

    public void Error(string kind, string example, int count = 1)
    {
        lock (_lock)
        {
            Errors += count;
            var known = _errors.GetValueOrDefault(kind, new ErrorCount(kind, 0, example));
            _errors[kind] = known with { Count = known.Count + count };
        }
    }

    /// <summary>What has happened since the last call.</summary>
    public LoadSecond Tick(int second)
    {
        lock (_lock)
        {
            var latency = LatencySummary.Of(_interval);
            _interval.Reset();
            var errors = Errors - _toldErrors;
            _toldErrors = Errors;
            return new LoadSecond(second, _circuits.Open, _circuits.Failed, latency.Count, latency.P50, latency.P99, errors);
        }
    }

    /// <summary>All of it, of so long a time.</summary>
    public LoadResult Summarize(LoadSetting setting, bool isEarly, TimeSpan measured, ClientUse client, ServerUse? server, IReadOnlyList<LoadSecond> timeline)
    {
        lock (_lock)
        {
            var operations = LatencySummary.Of(_operations);
            var rate = measured > TimeSpan.Zero ? Math.Round(operations.Count / measured.TotalSeconds, 1) : 0;
            return new LoadResult(
                setting, isEarly, Math.Round(measured.TotalSeconds, 3), _circuits, LatencySummary.Of(_starts), operations, rate,
                [.. _errors.Values.OrderByDescending(error => error.Count)], _replicas.ToDictionary(), client, server, timeline);
        }
    }

    /// <summary>In steps of one percent.</summary>
    private static LongHistogram NewHistogram() => new(1, MaxMicroseconds, 2);

    private static void Record(HistogramBase times, TimeSpan time) =>
        times.RecordValue(Math.Clamp(time.Ticks / TimeSpan.TicksPerMicrosecond, 1, MaxMicroseconds));
}

/// <summary>Sorts what goes wrong into a few kinds.</summary>
internal static class ErrorKind
{
    public const string Late = "no answer in time";
    public const string Cut = "cut off at the end";
    public const string Unsent = "due, but not sent before the end";

    public static string Of(Exception problem) => (problem, problem.GetBaseException()) switch
    {
        (_, SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }) => "too many open files (raise ulimit -n)",
        (_, SocketException { SocketErrorCode: SocketError.ConnectionRefused }) => "connection refused",
        (_, SocketException { SocketErrorCode: SocketError.HostNotFound }) => "host not known",
        (_, SocketException { SocketErrorCode: SocketError.AddressNotAvailable }) => "no free port left on this machine",
        (_, AuthenticationException) => "certificate not trusted",
        (RefusedException { Status: { } status }, _) => Invariant($"answered with {(int)status}"),
        (RefusedException, _) => "request not answered",
        (HubClosedException, _) => "connection closed",
        (HubException, _) => "refused by the circuit hub",
        (PageFailedException, _) => "page failed",
        (NotResumedException, _) => "circuit not resumed",
        (TimeoutException or OperationCanceledException, _) => Late,
        (JsonException or InvalidDataException or FormatException, _) => "answer that no Blazor app gives",
        _ => problem.GetType().Name,
    };
}
