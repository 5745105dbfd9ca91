using BlazorAspire.Circuits.Topics;
using BlazorAspire.Circuits.Topics.Presence;

namespace BlazorAspire.Circuits;

/// <summary>A member's place on a topic. Disposing it leaves, and the others see that at once.</summary>
public sealed class PresenceEntry : ITopicHandle
{
    private readonly PresenceRoom _room;

    internal PresenceEntry(PresenceRoom room, PresenceMember member)
    {
        _room = room;
        Member = member;
    }

    /// <summary>What others see.</summary>
    public PresenceMember Member { get; internal set; }

    /// <summary>It has been disposed, or its circuit has ended.</summary>
    public bool IsOver { get; internal set; }

    internal bool IsHere { get; set; } = true;

    /// <summary>Changes the name that others see. More than 40 letters are cut off.</summary>
    public void Rename(string name) => _room.Change(this, entry => entry.Member = entry.Member with { Name = PresenceReport.Cut(name) });

    public ValueTask DisposeAsync()
    {
        _room.Change(this, entry => entry.IsOver = true);
        return default;
    }

    internal void SetHere(bool value) => _room.Change(this, entry => entry.IsHere = value);
}
