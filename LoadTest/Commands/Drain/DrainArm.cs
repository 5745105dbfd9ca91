using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Drain;

/// <summary>Users who click while all replicas of a stack are restarted, one after the other.</summary>
internal sealed class DrainArm(IStack stack, int users, TimeSpan think, TimeProvider time)
{
    // A stock app takes up to 30 s to end a replica that has users.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastClicks = TimeSpan.FromSeconds(30);

    public string Name => stack.Name;

    public async Task<DrainRun> RunOnceAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var history = new ClickHistory(time);
        await stack.AllReadyAsync(limit.Token);
        await using var crowd = await Crowd.OpenAsync(stack.Address, users, history, time, limit.Token);
        crowd.Start(think);
        await crowd.EverybodyClickedAsync(limit.Token);
        var start = time.GetTimestamp();
        await stack.RollAsync(limit.Token);
        var took = time.GetElapsedTime(start);
        var served = await CountServedAsync(crowd, limit.Token);
        var violation = history.Check();
        return new DrainRun(
            [.. crowd.Users.Select(user => Math.Max(0, (user.LongestGap - think).TotalSeconds))],
            took,
            crowd.Users.Sum(user => user.Clicks.Confirmed),
            crowd.Users.Sum(user => user.Clicks.Lost),
            crowd.Users.Sum(user => user.Clicks.OldScreens),
            served,
            violation);
    }

    private async Task<int> CountServedAsync(Crowd crowd, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LastClicks, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var before = crowd.Users.Select(user => user.Clicks.Confirmed).ToArray();
        try
        {
            await crowd.EverybodyClickedAsync(limit.Token);
            await crowd.StopAsync();
        }
        catch (Exception problem) when (problem is TimeoutException or PageFailedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        return crowd.Users.Zip(before, (user, count) => user.Clicks.Confirmed > count).Count(isServed => isServed);
    }
}
