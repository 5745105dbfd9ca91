using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Lets the users come, measures what they do, and lets them go.</summary>
internal sealed class LoadRun(LoadPlan plan, LoadTarget target, TextWriter progress, TimeProvider time)
{
    private const int LeavingAtOnce = 64;
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeavingLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LoadRecorder _recorder = new();
    private readonly LoadClock _clock = new(plan.Duration, time);
    private readonly List<LoadSecond> _timeline = [];
    private readonly ServerMeter _servers = new(plan.Servers);

    /// <summary>Cancelling ends it early, with what was measured so far.</summary>
    public async Task<LoadResult> RunAsync(CancellationToken interruption)
    {
        var startedAt = time.GetUtcNow();
        var meter = new ClientMeter();
        _servers.Begin();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        using var cut = new CancellationTokenSource();
        var users = Enumerable.Range(0, plan.Users).Select(NewUser).ToArray();
        var living = Task.WhenAll(users.Select(user => Task.Run(() => user.LiveAsync(stop.Token, cut.Token), CancellationToken.None)));
        var telling = TellAsync(stop.Token);

        await MeasureAsync(meter, interruption);
        await stop.CancelAsync();
        await telling;
        await EndAsync(living, cut);

        // First: a full collection here must not give the app time for one.
        var server = _servers.End(_recorder.Open);
        var client = meter.Read(_recorder.Open);
        var result = Result(LoadSetting.Of(plan, Machine.Describe(), startedAt), client, interruption.IsCancellationRequested) with { Server = server };
        await LeaveAsync(users);
        return result with { Limits = [.. plan.Limits.Select(limit => limit.Judge(result))] };
    }

    private LoadUser NewUser(int number)
    {
        IPace pace = plan.Rate == 0
            ? new ClosedPace(plan.Think, time)
            : new OpenPace(TimeSpan.FromSeconds((double)number / plan.Rate), TimeSpan.FromSeconds((double)plan.Users / plan.Rate), _clock, time);
        return new LoadUser(number, plan, target, pace, _recorder, time);
    }

    private async Task MeasureAsync(ClientMeter meter, CancellationToken interruption)
    {
        await Task.Delay(plan.RampTime, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (interruption.IsCancellationRequested)
        {
            return;
        }
        _recorder.Begin();
        meter.Begin();
        _clock.Begin();
        await Task.Delay(plan.Duration, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _clock.Stop();
        meter.End(_clock.Measured);
    }

    private async Task TellAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Second, time);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(stop); second++)
            {
                var tick = _recorder.Tick(second);
                _timeline.Add(tick);
                await progress.WriteLineAsync(Line(tick));
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    /// <summary>What is under way may come to its end, but nobody waits for an app that does not answer.</summary>
    private async Task EndAsync(Task living, CancellationTokenSource cut)
    {
        var grace = plan.Timeout < LongestGrace ? plan.Timeout : LongestGrace;
        await Task.WhenAny(living, Task.Delay(grace, time, CancellationToken.None));
        await cut.CancelAsync();
        await living;
    }

    private async Task LeaveAsync(LoadUser[] users)
    {
        var leaving = Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = LeavingAtOnce }, (user, _) => user.DisposeAsync());
        // An app that is gone is not told; the connections end with this process.
        await Task.WhenAny(leaving, Task.Delay(LeavingLimit, time, CancellationToken.None));
    }

    private LoadResult Result(LoadSetting setting, ClientUse client, bool isEarly)
    {
        var operations = _recorder.Operations;
        var seconds = _clock.Measured.TotalSeconds;
        return new LoadResult(
            setting, isEarly, Math.Round(seconds, 3), _recorder.Circuits, _recorder.Starts, operations,
            seconds > 0 ? Math.Round(operations.Count / seconds, 1) : 0, _recorder.Errors, _recorder.Replicas, client, _timeline)
        {
            Prerender = target.Prerender,
        };
    }

    private static string Line(LoadSecond tick) => string.Create(CultureInfo.InvariantCulture,
        $"{tick.Second,5} s  {tick.Circuits} circuits, {tick.Failed} failed  {tick.Operations}/s  p50 {Time(tick.P50)}  p99 {Time(tick.P99)}  {tick.Errors} errors");

    private static string Time(double? milliseconds) => milliseconds is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms") : "-";
}
