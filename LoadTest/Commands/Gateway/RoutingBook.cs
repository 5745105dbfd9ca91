using System.Collections.Concurrent;
using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Gateway;

internal enum LifeState
{
    Serving,

    /// <summary>Keeps the connections that it has made; what begins anew goes elsewhere.</summary>
    Draining,
    Gone,
}

internal enum RoutingStep
{
    Negotiate,
    WebSocket,
    Disconnect,
}

/// <summary>One life of a replica, from its start to its end.</summary>
internal sealed class Life(string id)
{
    private int _state;

    public string Id => id;

    public LifeState State
    {
        get => (LifeState)Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, (int)value);
    }
}

/// <summary>Which life each request belongs to, and those that came to another while theirs could have served them.</summary>
internal sealed class RoutingBook
{
    private readonly ConcurrentDictionary<string, Life> _lives = new();
    private readonly ConcurrentQueue<string> _misroutes = new();
    private int _lastLife;

    public IReadOnlyCollection<string> Misroutes => _misroutes;

    public Life Begin(string replica)
    {
        var life = new Life(string.Create(CultureInfo.InvariantCulture, $"{replica}:{Interlocked.Increment(ref _lastLife)}"));
        return _lives[life.Id] = life;
    }

    /// <summary>A request that belongs to <paramref name="owner"/> came to a life.</summary>
    public void Came(RoutingStep step, string owner, Life life)
    {
        if (owner != life.Id && _lives.TryGetValue(owner, out var own) && CouldHaveServed(own, step))
        {
            _misroutes.Enqueue($"{step} of {owner} came to {life.Id}");
        }
    }

    private static bool CouldHaveServed(Life own, RoutingStep step) =>
        own.State == LifeState.Serving || (own.State == LifeState.Draining && step != RoutingStep.Negotiate);
}
