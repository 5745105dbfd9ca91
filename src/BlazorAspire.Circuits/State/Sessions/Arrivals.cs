namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>
/// Circuits that continue here what another replica held, by that replica. It is told by the claim of their tab's state, so a resumed page counts as
/// one that was loaded again, whatever made it move.
/// </summary>
internal sealed class Arrivals(ReplicaIdentity here, TimeProvider time)
{
    /// <summary>How long after the last arrival from a replica they are told.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Arrival> _byOrigin = new(StringComparer.Ordinal);

    /// <param name="from">Null where nobody, or a replica that does not tell its name, had the tab before.</param>
    public void Add(string? from)
    {
        if (from is null || from == here.Name)
        {
            return;
        }

        lock (_lock)
        {
            ForgetNeedsLock();
            _byOrigin[from] = new Arrival(from, _byOrigin.GetValueOrDefault(from)?.Users + 1 ?? 1, time.GetUtcNow());
        }
    }

    public IReadOnlyList<Arrival> Read()
    {
        lock (_lock)
        {
            ForgetNeedsLock();
            return [.. _byOrigin.Values];
        }
    }

    private void ForgetNeedsLock()
    {
        foreach (var (from, arrival) in _byOrigin)
        {
            if (time.GetUtcNow() - arrival.LastAt > Retention)
            {
                _byOrigin.Remove(from);
            }
        }
    }
}

/// <summary>Users who came from another replica, up to the last one.</summary>
public sealed record Arrival(string From, int Users, DateTimeOffset LastAt);
