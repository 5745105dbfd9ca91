using Embedded.SignalR.Redis.Wire;

namespace Embedded.SignalR.Redis.Link;

/// <summary>The other servers: the next number of each, and when it was heard last.</summary>
internal sealed class Peers(TimeProvider time)
{
    /// <summary>A server that is back after so long is taken for a new one.</summary>
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Peer> _peers = [];

    /// <summary>How many messages before this frame have not come. Of a server that is heard for the first time, none.</summary>
    public long Heard(in Frame frame, out bool isNew)
    {
        var next = frame.First + (ulong)frame.Messages.Count;
        lock (_lock)
        {
            isNew = !_peers.TryGetValue(frame.Server, out var peer) && !frame.IsLast;
            var missed = peer.Next > 0 && frame.First > peer.Next ? frame.First - peer.Next : 0;
            if (frame.IsLast)
            {
                _peers.Remove(frame.Server);
            }
            else
            {
                _peers[frame.Server] = new Peer(Math.Max(next, peer.Next), time.GetTimestamp(), IsSilent: false);
            }

            return (long)Math.Min(missed, long.MaxValue);
        }
    }

    /// <summary>The servers that have fallen silent since this was last asked.</summary>
    public IReadOnlyList<Guid> FallenSilent(TimeSpan limit)
    {
        lock (_lock)
        {
            foreach (var (server, _) in _peers.Where(entry => IsOlder(entry.Value, ForgetAfter)).ToList())
            {
                _peers.Remove(server);
            }

            var silent = _peers.Where(entry => !entry.Value.IsSilent && IsOlder(entry.Value, limit)).ToList();
            foreach (var (server, peer) in silent)
            {
                _peers[server] = peer with { IsSilent = true };
            }

            return [.. silent.Select(entry => entry.Key)];
        }
    }

    private bool IsOlder(Peer peer, TimeSpan age) => time.GetElapsedTime(peer.HeardAt) >= age;

    private readonly record struct Peer(ulong Next, long HeardAt, bool IsSilent);
}
