using BlazorAspire.Circuits;
using BlazorAspire.Tests.Support;
using Evergreen.WebApp.Components;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.WebApp.Replicas;

public class ReplicaIdentityTests
{
    [Fact]
    public void NameIn_ReplicaNameSet_IsThatName() =>
        Assert.Equal("webapp-2", NameIn(("Replica:Name", "webapp-2"), ("CONTAINER_APP_REPLICA_NAME", "webapp--abc")));

    [Fact]
    public void NameIn_NameWithBlanksAround_IsTrimmed() => Assert.Equal("webapp-2", NameIn(("Replica:Name", "  webapp-2 ")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void NameIn_NoReplicaName_IsThePlatformsName(string? name) =>
        Assert.Equal("webapp--abc", NameIn(("Replica:Name", name), ("CONTAINER_APP_REPLICA_NAME", "webapp--abc")));

    [Fact]
    public void NameIn_NothingSet_IsTheMachinesName() => Assert.Equal(Environment.MachineName, NameIn());

    [Fact]
    public void Of_ThisProcess_HasItsNumberStartAndVersionWithoutCommit()
    {
        var time = new ManualTime();

        var identity = ReplicaIdentity.Of(Configuration([]), typeof(App).Assembly, time);

        Assert.Equal(Environment.ProcessId, identity.ProcessId);
        Assert.Equal(time.GetUtcNow(), identity.StartedAt);
        Assert.Matches(@"^\d+\.\d+\.\d+[^+]*$", identity.Version);
    }

    private static string NameIn(params (string Key, string? Value)[] settings) => ReplicaIdentity.NameIn(Configuration(settings));

    private static IConfiguration Configuration((string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value))
        .Build();
}
