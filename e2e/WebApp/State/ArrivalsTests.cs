using BlazorAspire.Circuits;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Circuits.State.Stores;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.State;

public class ArrivalsTests
{
    private readonly ManualTime _time = new();
    private readonly Arrivals _arrivals;

    public ArrivalsTests() => _arrivals = new Arrivals(new ReplicaIdentity("webapp-1", 42, _time.GetUtcNow(), "1.0.0"), _time);

    [Fact]
    public void Add_FromOthersAndFromHere_CountsThoseOfOthersByOrigin()
    {
        foreach (var from in (string?[])["webapp-2", "webapp-1", null, "webapp-3", "webapp-2"])
        {
            _arrivals.Add(from);
        }

        Assert.Equal([("webapp-2", 2), ("webapp-3", 1)], _arrivals.Read().Select(arrival => (arrival.From, arrival.Users)));
    }

    [Fact]
    public void Read_FiveMinutesAfterTheLast_ForgetsThem()
    {
        _arrivals.Add("webapp-2");
        _time.Advance(TimeSpan.FromMinutes(4));
        _arrivals.Add("webapp-2");
        _time.Advance(Arrivals.Retention);
        Assert.Equal(2, Assert.Single(_arrivals.Read()).Users);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_arrivals.Read());
    }

    [Theory]
    [InlineData("webapp-1")]
    [InlineData("a name: {with} signs")]
    public void ReplicaOf_AnOwner_IsWhoNamedIt(string replica) =>
        Assert.Equal(replica, OwnerName.ReplicaOf(OwnerName.After(null, _time.GetUtcNow(), replica)));

    [Fact]
    public void ReplicaOf_OwnerOfAVersionThatDoesNotTell_IsNull() => Assert.Null(OwnerName.ReplicaOf(OwnerName.After(null, _time.GetUtcNow())));

    [Fact]
    public void After_OwnerOfAnyReplica_IsGreater()
    {
        var first = OwnerName.After(null, _time.GetUtcNow(), "webapp-9");

        Assert.True(string.CompareOrdinal(OwnerName.After(first, _time.GetUtcNow(), "webapp-1"), first) > 0);
    }
}
