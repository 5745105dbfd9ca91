using System.Globalization;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Users who click on the counter of a running app, and faults that come one after the other, each when all users are back from the one before.</summary>
internal sealed class ChaosRun(AppHostStack stack, ChaosPlan plan, TextWriter progress, TimeProvider time)
{
    private static readonly TimeSpan FaultLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(5);

    private readonly ClickHistory _history = new(time);
    private readonly FaultInjector _injector = new(stack, time);

    public async Task<ChaosResult> RunAsync(CancellationToken cancellationToken)
    {
        await SayAsync($"{plan.Users} users open the page.");
        await using var crowd = await Crowd.OpenAsync(stack.Address, plan.Users, _history, time, cancellationToken);
        crowd.Start(plan.Think);
        await crowd.EverybodyClickedAsync(cancellationToken);
        var outcomes = new List<FaultOutcome>();
        foreach (var fault in plan.Faults)
        {
            var replica = await ReplicaOfAsync(crowd, fault, cancellationToken);
            await SayAsync($"{outcomes.Count + 1}/{plan.Faults.Count}  {fault.Describe(replica)}.");
            outcomes.Add(await SufferAsync(crowd, fault, replica, cancellationToken));
            await SayAsync($"{outcomes.Count}/{plan.Faults.Count}  {ChaosReport.Line(outcomes[^1], plan.Users)}");
            if (outcomes[^1].Missing > 0)
            {
                break;
            }
        }
        return await EndAsync(crowd, outcomes, cancellationToken);
    }

    /// <summary>The replica that serves the user whom the fault is to hit.</summary>
    private static Task<string> ReplicaOfAsync(Crowd crowd, Fault fault, CancellationToken cancellationToken) =>
        fault.User == 0 ? Task.FromResult("") : crowd.Browsers[fault.User - 1].Screen.WaitForTextAsync("replica-name", text => text.Length > 0, cancellationToken);

    private async Task<FaultOutcome> SufferAsync(Crowd crowd, Fault fault, string replica, CancellationToken cancellationToken)
    {
        var before = ClickTotals.Of(_history.Users);
        int[] connections = [.. crowd.Browsers.Select(browser => browser.Screen.ConnectionNumber)];
        var began = _history.Now;
        var drains = await _injector.InjectAsync(fault, replica, cancellationToken);
        var done = _history.Now;
        await BackAsync(crowd, cancellationToken);
        var end = _history.Now;
        var totals = ClickTotals.Of(_history.Users).Since(before);
        var users = crowd.Users.Zip(crowd.Browsers, connections).Select(all => (all.First.Clicks, IsHit: all.Second.Screen.ConnectionNumber != all.Third)).ToArray();
        var hit = users.Count(user => user.IsHit);
        return new FaultOutcome(
            fault,
            [.. users.Where(user => user.IsHit || hit == 0).Select(user => Blackout.Of(user.Clicks.AnsweredSince(began), began, end).TotalSeconds)],
            hit,
            totals.Lost,
            totals.WentBack,
            totals.Duplicated,
            users.Count(user => user.Clicks.AnsweredSince(done).Count == 0),
            drains);
    }

    /// <summary>Returns when the app has all it had before the fault, and every user goes on and has all saved; or when that takes too long.</summary>
    private async Task BackAsync(Crowd crowd, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(FaultLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await crowd.EverybodyClickedAsync(limit.Token);
            await stack.AllReadyAsync(limit.Token);
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
        var before = ClickTotals.Of(_history.Users);
        if (outcomes.All(outcome => outcome.Missing == 0))
        {
            await SayAsync("Every user opens the page anew, to see what was kept.");
            using var timeout = new CancellationTokenSource(EndLimit, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            await crowd.StopAsync();
            await crowd.ReopenAsync(limit.Token);
        }
        var violation = _history.Check();
        return new ChaosResult(
            plan.Users,
            plan.Seed,
            outcomes,
            _history.Users.Sum(user => user.Clicks),
            _history.Users.Sum(user => user.Confirmed),
            _history.Users.Count(user => user.Lost == 0),
            ClickTotals.Of(_history.Users).Since(before),
            violation);
    }

    private Task SayAsync(string text) => progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{_history.Now.TotalSeconds,7:0.0} s  {text}"));
}
