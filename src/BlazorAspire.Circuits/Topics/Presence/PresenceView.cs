using BlazorAspire.Circuits.Topics.Presence;

namespace BlazorAspire.Circuits;

/// <summary>Who is on a topic, on all replicas.</summary>
/// <param name="Members">By name.</param>
/// <param name="Unnamed">How many more there are: a replica names <see cref="PresenceReport.MaxNamed"/> at most.</param>
public sealed record PresenceView(IReadOnlyList<PresenceMember> Members, int Unnamed)
{
    /// <summary>Nobody.</summary>
    public static readonly PresenceView Empty = new([], 0);

    /// <summary>All of them.</summary>
    public int Count => Members.Count + Unnamed;

    internal bool IsSameAs(PresenceView other) => Unnamed == other.Unnamed && Members.SequenceEqual(other.Members);

    /// <summary>Whoever is on two replicas, because one of them has just been killed, is where they came last.</summary>
    internal static PresenceView Of(IEnumerable<PresenceMember> members, int unnamed) => new(
        [.. members
            .GroupBy(member => member.Id, StringComparer.Ordinal)
            .Select(same => same.MaxBy(member => member.Since)!)
            .OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(member => member.Id, StringComparer.Ordinal)],
        unnamed);
}
