using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Circuits.Versions;

/// <summary>Whether replicas of a newer version of the app are up: then users of this one may choose when to go there.</summary>
internal sealed class VersionWatch(ClusterDirectory directory, ReplicaIdentity own)
{
    /// <summary>Raised when the cluster has changed; maybe not in this.</summary>
    public event Action? Changed
    {
        add => directory.Changed += value;
        remove => directory.Changed -= value;
    }

    /// <summary>The newest version that is up, and the replicas that have it; null when there is none newer than this one.</summary>
    public NewVersion? Find()
    {
        var ready = directory.Current.Replicas
            .Where(replica => replica.State == ReplicaState.Ready && AppVersion.IsNewer(replica.Heartbeat.Version, own.Version))
            .Select(replica => replica.Heartbeat)
            .ToList();
        if (ready.Count == 0)
        {
            return null;
        }

        var newest = ready.Select(replica => replica.Version).Aggregate((left, right) => AppVersion.IsNewer(left, right) ? left : right);
        return new NewVersion(newest, [.. ready.Where(replica => replica.Version == newest).Select(replica => replica.Name)]);
    }
}
