using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Versions;
using BlazorAspire.Tests.WebApp.Moves;

namespace BlazorAspire.Tests.WebApp.Versions;

public sealed class VersionWatchTests : IDisposable
{
    private readonly MoveWorld _world = new();

    [Fact]
    public void Find_OneVersionEverywhere_IsNull() => Assert.Null(Find(("webapp-2", "1.0.0")));

    [Fact]
    public void Find_ReplicasOfNewerVersions_GivesTheNewestAndWhoRunsIt()
    {
        var found = Find(("webapp-2", "1.1.0"), ("webapp-3", "1.2.0"), ("webapp-4", "1.2.0"));

        Assert.Equal("1.2.0", found!.Name);
        Assert.Equal(["webapp-3", "webapp-4"], found.Replicas);
    }

    [Fact]
    public void Find_OlderVersion_IsNoNews() => Assert.Null(Find(("webapp-2", "0.9.0")));

    [Fact]
    public void Find_AfterARollBack_IsNullAgain()
    {
        var directory = _world.See(_world.Beat("webapp-1"), _world.Beat("webapp-2", version: "2.0.0"));
        var watch = Watch(directory);
        var changes = 0;
        watch.Changed += () => changes++;
        Assert.NotNull(watch.Find());

        directory.Show([_world.Beat("webapp-1"), _world.Beat("webapp-2")], _world.Time.GetUtcNow());

        Assert.Null(watch.Find());
        Assert.Equal(1, changes);
    }

    [Fact]
    public void Find_NewVersionThatIsNotReady_IsNull() =>
        Assert.Null(Watch(_world.See(_world.Beat("webapp-1"), _world.Beat("webapp-2", version: "2.0.0") with { IsStopping = true })).Find());

    public void Dispose() => _world.Dispose();

    private NewVersion? Find(params (string Name, string Version)[] others) =>
        Watch(_world.See([_world.Beat("webapp-1"), .. others.Select(other => _world.Beat(other.Name, version: other.Version))])).Find();

    private VersionWatch Watch(ClusterDirectory directory) => new(directory, new ReplicaIdentity("webapp-1", 42, _world.Time.GetUtcNow(), "1.0.0"));
}
