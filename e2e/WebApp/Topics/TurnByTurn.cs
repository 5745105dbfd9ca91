using System.Collections.Concurrent;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>A dispatcher that does its work when a test says so.</summary>
internal sealed class TurnByTurn : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _waiting = [];

    public override void Post(SendOrPostCallback d, object? state) => _waiting.Add((d, state));

    /// <summary>Does what waits now. Gives how much that was.</summary>
    public int RunAll()
    {
        var count = 0;
        while (_waiting.TryTake(out var turn))
        {
            Run(turn);
            count++;
        }

        return count;
    }

    /// <summary>Does what waits and what comes, until something has become true.</summary>
    public void RunUntil(Func<bool> isReached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (!isReached())
        {
            Run(_waiting.Take(limit.Token));
        }
    }

    private void Run((SendOrPostCallback Call, object? State) turn)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            turn.Call(turn.State);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
