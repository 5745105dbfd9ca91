namespace BlazorAspire.LoadTest.Load;

/// <summary>Lets the users come, measures what they do, and lets them go.</summary>
internal sealed class LoadRun(LoadPlan plan, LoadTarget target, ProgressDisplay progress, TimeProvider time)
{
    private const double Kilobyte = 1024;
    private const int MaxLeavingAtOnce = 64;
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeavingLimit = TimeSpan.FromSeconds(15);

    private readonly LoadRecorder _recorder = new(plan.Users);
    private readonly LoadClock _clock = new(plan.Duration, time);
    private readonly List<LoadSecond> _timeline = [];

    /// <summary>Cancelling ends it early, with what was measured so far.</summary>
    public async Task<LoadResult> RunAsync(CancellationToken interruption)
    {
        var setting = LoadSetting.Of(plan, time.GetUtcNow());
        var servers = new ServerMeter(plan.Servers);
        var (resident, live) = (Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: true));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        using var cut = new CancellationTokenSource();
        LoadUser[] users = [.. Enumerable.Range(0, plan.Users).Select(NewUser)];
        var living = Task.WhenAll(users.Select(user => Task.Run(() => user.LiveAsync(stop.Token, cut.Token), CancellationToken.None)));
        var telling = TellAsync(stop.Token);

        var cores = await MeasureAsync(interruption);
        await stop.CancelAsync();
        await telling;
        // What is under way may come to its end, but an app that does not answer is not waited for.
        await Task.WhenAny(living, Task.Delay(plan.Timeout < MaxGrace ? plan.Timeout : MaxGrace, time, CancellationToken.None));
        await cut.CancelAsync();
        await living;

        // The app first: a full collection here must not give it time for one. Of this process the resident memory first: it is what the load took as it ran.
        var server = servers.End(_recorder.Open);
        var client = new ClientUse(Math.Round(cores, 3), Each(Environment.WorkingSet - resident), Each(GC.GetTotalMemory(forceFullCollection: true) - live));
        var result = _recorder.Summarize(setting, interruption.IsCancellationRequested, _clock.Measured, client, server, _timeline);
        var leaving = Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = MaxLeavingAtOnce }, (user, _) => user.DisposeAsync());
        // An app that is gone is not told; the connections end with this process.
        await Task.WhenAny(leaving, Task.Delay(LeavingLimit, time, CancellationToken.None));
        return result with { Limits = [.. plan.Limits.Select(limit => limit.Judge(result))] };
    }

    private double? Each(long bytes) => _recorder.Open > 0 ? Math.Round(Math.Max(0, bytes) / Kilobyte / _recorder.Open, 1) : null;

    private LoadUser NewUser(int number)
    {
        var pace = plan.Rate == 0
            ? null
            : new OpenPace(TimeSpan.FromSeconds((double)number / plan.Rate), TimeSpan.FromSeconds((double)plan.Users / plan.Rate), _clock, time);
        return new LoadUser(number, plan, target, pace, _recorder, time);
    }

    /// <summary>Returns the cores that this process took meanwhile.</summary>
    private async Task<double> MeasureAsync(CancellationToken interruption)
    {
        await Task.Delay(plan.RampTime, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _recorder.AllTried.WaitAsync(interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (interruption.IsCancellationRequested)
        {
            return 0;
        }

        var processorTime = Environment.CpuUsage.TotalTime;
        _recorder.Begin();
        _clock.Begin();
        await Task.Delay(plan.Duration, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _clock.Stop();
        return (Environment.CpuUsage.TotalTime - processorTime) / _clock.Measured;
    }

    private async Task TellAsync(CancellationToken stop)
    {
        var total = (plan.RampTime + plan.Duration).TotalSeconds;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        await progress.RunAsync(total, async tell =>
        {
            try
            {
                for (var second = 1; await timer.WaitForNextTickAsync(stop); second++)
                {
                    var tick = _recorder.Tick(second);
                    _timeline.Add(tick);
                    tell(second, Line(tick, TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(total) - second))));
                }
            }
            catch (OperationCanceledException)
            {
                // The load is over.
            }
        });
    }

    private string Line(LoadSecond tick, TimeSpan left)
    {
        return Invariant($"{tick.Circuits} circuits  {tick.Operations}/s  p50 {Time(tick.P50)}  p99 {Time(tick.P99)}  ")
            + Invariant($"{_recorder.Errors} errors  {left:h\\:mm\\:ss} left");

        static string Time(double? milliseconds) => milliseconds is { } value ? Invariant($"{value:0.0} ms") : "-";
    }
}
