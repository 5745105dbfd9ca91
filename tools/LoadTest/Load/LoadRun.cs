using System.Globalization;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Load;

/// <summary>Lets the users come, measures what they do, and lets them go.</summary>
/// <param name="progress">Told each second how it goes.</param>
/// <param name="prerender">How the prerendered page compares with its first render, for the report.</param>
internal sealed class LoadRun(LoadPlan plan, LoadTarget target, IProgressDisplay progress, TimeProvider time, string prerender = "")
{
    private const int MaxLeavingAtOnce = 64;
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeavingLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LoadRecorder _recorder = new(plan.Users);
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

        // The app first: a full collection here must not give it time for one.
        var server = _servers.End(_recorder.Open);
        var client = meter.Read(_recorder.Open);
        var result = _recorder.Summarize(LoadSetting.Of(plan, startedAt), interruption.IsCancellationRequested, _clock.Measured, client, _timeline, prerender) with { Server = server };
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
        if (plan.WaitsForPages)
        {
            await _recorder.AllOpened.WaitAsync(plan.Timeout, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

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
        var total = plan.RampTime + plan.Duration;
        using var timer = new PeriodicTimer(Second, time);
        await progress.RunAsync(total.TotalSeconds, async tell =>
        {
            try
            {
                for (var second = 1; await timer.WaitForNextTickAsync(stop); second++)
                {
                    var tick = _recorder.Tick(second);
                    _timeline.Add(tick);
                    tell(second, Line(tick, TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(total.TotalSeconds) - second))));
                }
            }
            catch (OperationCanceledException)
            {
                // The load is over.
            }
        });
    }

    /// <summary>What is under way may come to its end, but an app that does not answer is not waited for.</summary>
    private async Task EndAsync(Task living, CancellationTokenSource cut)
    {
        var grace = plan.Timeout < MaxGrace ? plan.Timeout : MaxGrace;
        await Task.WhenAny(living, Task.Delay(grace, time, CancellationToken.None));
        await cut.CancelAsync();
        await living;
    }

    private async Task LeaveAsync(LoadUser[] users)
    {
        var leaving = Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = MaxLeavingAtOnce }, (user, _) => user.DisposeAsync());
        // An app that is gone is not told; the connections end with this process.
        await Task.WhenAny(leaving, Task.Delay(LeavingLimit, time, CancellationToken.None));
    }

    private string Line(LoadSecond tick, TimeSpan left) => string.Create(CultureInfo.InvariantCulture,
        $"{tick.Circuits} circuits  {tick.Operations}/s  p50 {Time(tick.P50)}  p99 {Time(tick.P99)}  {_recorder.Errors} errors  {left:h\\:mm\\:ss} left");

    private static string Time(double? milliseconds) => milliseconds is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms") : "-";
}
