using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace BlazorAspire.LoadTest.Chaos;

/// <param name="Think">How long each user waits from the confirmation of a click to the next click.</param>
internal sealed record ChaosPlan(int Users, TimeSpan Think, int Seed, IReadOnlyList<Fault> Faults);

/// <summary>
/// Users who click on the counter of a running app, and faults that come one after the other, each when all users are back from the one before.
/// </summary>
internal sealed class ChaosRun(AspireApp app, ChaosPlan plan, TextWriter progress, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly long _start = time.GetTimestamp();

    public async Task<ChaosResult> RunAsync(CancellationToken cancellationToken)
    {
        await SayAsync($"{plan.Users} users open the page.");
        await using var crowd = await Crowd.OpenAsync(app.Address("gateway"), plan.Users, time, cancellationToken);
        crowd.Start(plan.Think);
        await crowd.EverybodyClickedAsync(cancellationToken);
        var outcomes = new List<FaultOutcome>();
        foreach (var fault in plan.Faults)
        {
            var replica = fault.User == 0 ? "" : await ReplicaOfAsync(crowd.Users[fault.User - 1].Browser.Screen, cancellationToken);
            await SayAsync($"{outcomes.Count + 1}/{plan.Faults.Count}  {fault.Describe(replica)}.");
            outcomes.Add(await SufferAsync(crowd, fault, replica, cancellationToken));
            await SayAsync($"{outcomes.Count}/{plan.Faults.Count}  {outcomes[^1].ToLine(plan.Users)}");
            if (outcomes[^1].Missing > 0)
            {
                break;
            }
        }

        return await EndAsync(crowd, outcomes, cancellationToken);
    }

    private static async Task<string> ReplicaOfAsync(Screen screen, CancellationToken cancellationToken)
    {
        var replica = "";
        await screen.WaitAsync(_ => (replica = screen.TextOf("replica-name") ?? "").Length > 0, "the name of its replica", cancellationToken);
        return replica;
    }

    private async Task<FaultOutcome> SufferAsync(Crowd crowd, Fault fault, string replica, CancellationToken cancellationToken)
    {
        var before = crowd.Faults;
        int[] connections = [.. crowd.Users.Select(user => user.Browser.Screen.ConnectionNumber)];
        var began = crowd.Now;
        var drain = await InjectAsync(fault, replica, cancellationToken);
        var done = crowd.Now;
        await BackAsync(crowd, cancellationToken);
        var end = crowd.Now;
        CrowdUser[] hit = [.. crowd.Users.Where((user, index) => user.Browser.Screen.ConnectionNumber != connections[index])];
        var downtimes = (hit.Length > 0 ? hit : crowd.Users).Select(user => FaultOutcome.DowntimeOf(user.Clicks.AnsweredSince(began), began, end).TotalSeconds);
        var missing = crowd.Users.Count(user => user.Clicks.AnsweredSince(done).Count == 0);
        return new FaultOutcome(fault, [.. downtimes], hit.Length, crowd.Faults - before, missing, drain);
    }

    /// <summary>Does the fault by the commands that the dashboard has. The app may not have all it had before yet.</summary>
    /// <returns>Seconds that a drain took.</returns>
    private async Task<double?> InjectAsync(Fault fault, string replica, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill or FaultKind.Stall:
                await app.CommandAsync(replica, "kill", cancellationToken);
                break;
            case FaultKind.Drain:
                var drain = await app.CommandAsync(replica, "drain", cancellationToken);
                await app.CommandAsync(replica, KnownResourceCommands.StartCommand, cancellationToken);
                return drain.TotalSeconds;
            case FaultKind.Roll:
                await app.CommandAsync("webapp", "rolling-restart", cancellationToken);
                break;
            case FaultKind.Gateway:
                await app.CommandAsync("gateway", KnownResourceCommands.RestartCommand, cancellationToken);
                break;
        }

        if (fault.Seconds > 0)
        {
            var seconds = new InteractionInput { Name = "seconds", InputType = InputType.Number, Value = Invariant($"{fault.Seconds}") };
            await app.CommandAsync("redis", "cut-off", cancellationToken, seconds);
            // The command returns at its beginning.
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), time, cancellationToken);
        }

        return null;
    }

    /// <summary>Returns when the app has all it had before the fault, and every user goes on and has all saved; or when that takes too long.</summary>
    private async Task BackAsync(Crowd crowd, CancellationToken cancellationToken)
    {
        using var limit = cancellationToken.Within(Limit);
        try
        {
            await crowd.EverybodyClickedAsync(limit.Token);
            await app.AllReadyAsync(app.Address("gateway"), limit.Token);
            await crowd.EverybodyClickedAsync(limit.Token);
            await crowd.EverybodySavedAsync(limit.Token);
        }
        catch (Exception problem) when (problem is TimeoutException or PageFailedException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SayAsync($"Not everybody came back: {problem.Message}");
        }
    }

    private async Task<ChaosResult> EndAsync(Crowd crowd, IReadOnlyList<FaultOutcome> outcomes, CancellationToken cancellationToken)
    {
        var before = crowd.Faults;
        if (outcomes.All(outcome => outcome.Missing == 0))
        {
            await SayAsync("Every user opens the page again, to see what was kept.");
            using var limit = cancellationToken.Within(Limit);
            await crowd.StopAsync();
            await crowd.ReopenAsync(limit.Token);
        }

        var violation = crowd.Check();
        ClickHistory[] clicks = [.. crowd.Users.Select(user => user.Clicks)];
        return new ChaosResult(
            plan.Users, plan.Seed, outcomes, clicks.Sum(user => user.Clicks), clicks.Sum(user => user.Confirmed), clicks.Count(user => user.Faults.Lost == 0),
            crowd.Faults - before, violation);
    }

    private Task SayAsync(string text) => progress.WriteLineAsync(Invariant($"{time.GetElapsedTime(_start).TotalSeconds,7:0.0} s  {text}"));
}
