using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using BlazorAspire.LoadTest.Circuits;
using HdrHistogram;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.LoadTest.Load;

/// <summary>Counts what happens to all users. Any thread may tell it.</summary>
internal sealed class LoadRecorder(int users)
{
    private readonly TaskCompletionSource _allOpened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Count, string Example)> _errors = [];
    private readonly SortedDictionary<string, int> _replicas = new(StringComparer.Ordinal);
    private readonly LongConcurrentHistogram _starts = NewHistogram();
    private LongConcurrentHistogram _operations = NewHistogram();
    private LongConcurrentHistogram _interval = NewHistogram();
    private int _errorCount;
    private int _reportedErrors;
    private int _started;
    private int _failed;
    private int _open;
    private int _reconnects;
    private int _reloads;

    public int Open => Volatile.Read(ref _open);

    /// <summary>Completes when every user has a page.</summary>
    public Task AllOpened => _allOpened.Task;

    public int Errors => Volatile.Read(ref _errorCount);

    /// <summary>Forgets the operations so far: what is counted begins now.</summary>
    public void Begin() => _operations = NewHistogram();

    public void Opened(TimeSpan time, string? replica)
    {
        Record(_starts, time);
        Interlocked.Increment(ref _started);
        if (Interlocked.Increment(ref _open) == users)
        {
            _allOpened.TrySetResult();
        }

        if (replica is { Length: > 0 })
        {
            lock (_lock)
            {
                _replicas[replica] = _replicas.GetValueOrDefault(replica) + 1;
            }
        }
    }

    public void Closed() => Interlocked.Decrement(ref _open);

    public void StartFailed(Exception problem)
    {
        Interlocked.Increment(ref _failed);
        Error(problem);
    }

    public void Operated(TimeSpan time)
    {
        Record(_operations, time);
        Record(_interval, time);
    }

    public void Reconnected() => Interlocked.Increment(ref _reconnects);

    public void Reloaded() => Interlocked.Increment(ref _reloads);

    public void Error(Exception problem) => Error(ErrorKind.Of(problem), problem.Message);

    public void Error(string kind, string example, int count = 1)
    {
        Interlocked.Add(ref _errorCount, count);
        lock (_lock)
        {
            var known = _errors.GetValueOrDefault(kind, (Count: 0, Example: example));
            _errors[kind] = (known.Count + count, known.Example);
        }
    }

    /// <summary>What has happened since the last call.</summary>
    public LoadSecond Tick(int second)
    {
        var latency = LatencySummary.Of(Interlocked.Exchange(ref _interval, NewHistogram()));
        var errors = Errors;
        var tick = new LoadSecond(second, Open, Volatile.Read(ref _failed), latency.Count, latency.P50, latency.P99, errors - _reportedErrors);
        _reportedErrors = errors;
        return tick;
    }

    /// <summary>All of it, of so many seconds.</summary>
    public LoadResult Summarize(LoadSetting setting, bool isEarly, TimeSpan measured, ClientUse client, IReadOnlyList<LoadSecond> timeline, string prerender)
    {
        lock (_lock)
        {
            var operations = LatencySummary.Of(_operations);
            var seconds = measured.TotalSeconds;
            return new LoadResult(
                setting, isEarly, Math.Round(seconds, 3), new CircuitCounts(_started, _failed, Open, _reconnects, _reloads), LatencySummary.Of(_starts), operations,
                seconds > 0 ? Math.Round(operations.Count / seconds, 1) : 0,
                [.. _errors.OrderByDescending(error => error.Value.Count).Select(error => new ErrorCount(error.Key, error.Value.Count, error.Value.Example))],
                new SortedDictionary<string, int>(_replicas, StringComparer.Ordinal), client, timeline, prerender);
        }
    }

    /// <summary>Microseconds up to a day, in steps of one percent.</summary>
    private static LongConcurrentHistogram NewHistogram() => new(1, TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond, 2);

    private static void Record(LongConcurrentHistogram times, TimeSpan time) =>
        times.RecordValue(Math.Clamp(time.Ticks / TimeSpan.TicksPerMicrosecond, 1, TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond));
}

/// <summary>Sorts what goes wrong into a few kinds.</summary>
internal static class ErrorKind
{
    public const string Late = "no answer in time";
    public const string Cut = "cut off at the end";
    public const string Unsent = "due, but not sent before the end";

    public static string Of(Exception problem) => Find<SocketException>(problem)?.SocketErrorCode switch
    {
        SocketError.TooManyOpenSockets => "too many open files (raise ulimit -n)",
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound => "host not known",
        SocketError.AddressNotAvailable => "no free port left on this machine",
        _ => ByType(problem),
    };

    private static string ByType(Exception problem) => problem switch
    {
        RefusedException { Status: { } status } => string.Create(CultureInfo.InvariantCulture, $"answered with {(int)status}"),
        RefusedException when Find<AuthenticationException>(problem) is not null => "certificate not trusted",
        RefusedException => "request not answered",
        HubClosedException => "connection closed",
        HubException => "refused by the circuit hub",
        PageFailedException => "page failed",
        NotResumedException => "circuit not resumed",
        TimeoutException or OperationCanceledException => Late,
        JsonException or InvalidDataException or FormatException => "answer that no Blazor app gives",
        _ => problem.GetType().Name,
    };

    private static T? Find<T>(Exception? problem) where T : Exception
    {
        while (problem is not (null or T))
        {
            problem = problem.InnerException;
        }

        return (T?)problem;
    }
}
