using Embedded.Dashboard.Circuits;
using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Metrics;
using Embedded.Tests.Dashboard.Telemetry;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.Dashboard.Circuits;

public class CircuitPictureTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly MetricStore _store;

    public CircuitPictureTests()
    {
        _store = new MetricStore(Limits.Of(_ => { }), _time);
    }

    [Fact]
    public void Replicas_ThatTell_HaveTheirCircuitsInNaturalOrder()
    {
        _store.Add([Open("webapp-10", 3), Open("webapp-2", 5), Open("webapp-2", 1, "disconnected")]);

        var picture = Picture();

        Assert.Equal([("webapp-2", 5.0, 1.0), ("webapp-10", 3.0, null)], picture.Replicas.Select(one => (one.Name, one.Now, one.Disconnected)));
        Assert.Equal((8, 1), (picture.Connected, picture.Disconnected));
    }

    [Fact]
    public void Replica_ThatWasKilled_HasNobodyAfterAFewSeconds()
    {
        _store.Add([Open("webapp-1", 5), Open("webapp-2", 4)]);

        Step(6 * Second, Open("webapp-2", 9));

        var picture = Picture();
        Assert.Null(picture.Replicas.Single(one => one.Name == "webapp-1").Now);
        Assert.Equal(9, picture.Connected);
    }

    [Fact]
    public void Replica_WithANewProcess_IsOneAndNotTheSumOfBoth()
    {
        _store.Add([Open("webapp-1", 5, instance: "before")]);

        Step(6 * Second, Open("webapp-1", 1, instance: "after"));

        var replica = Assert.Single(Picture().Replicas);
        Assert.Equal(1, replica.Now);
        Assert.Contains(5.0, replica.Connected);
    }

    [Fact]
    public void Moves_OfTheLastMinute_AreCountedByBothReplicas()
    {
        _store.Add([Moved("webapp-1", "webapp-2", 10), Moved("webapp-1", "webapp-3", 4)]);
        Step(Second, Moved("webapp-1", "webapp-2", 17), Moved("webapp-1", "webapp-3", 4));

        Assert.Equal([new Move("webapp-1", "webapp-2", "Draining", 7)], Picture().Moves);

        Step(2 * CircuitPicture.MovesFor, Moved("webapp-1", "webapp-2", 17));
        Assert.Empty(Picture().Moves);
    }

    [Fact]
    public void Moves_OfAGatewayThatWasStartedAgain_AreThoseSince()
    {
        _store.Add([Moved("webapp-1", "webapp-2", 10)]);

        Step(Second, Moved("webapp-1", "webapp-2", 3));

        Assert.Equal(3, Assert.Single(Picture().Moves).Users);
    }

    [Fact]
    public void Lost_IsUnknownUntilAReplicaHasTold()
    {
        Assert.Null(Picture().Lost);

        _store.Add([Lost("webapp-1", "forgotten", 0), Lost("webapp-1", "given-up", 0), Lost("webapp-2", "given-up", 0)]);
        Assert.Equal(0, Picture().Lost);

        Step(Second, Lost("webapp-1", "forgotten", 2), Lost("webapp-2", "given-up", 1));
        Assert.Equal(3, Picture().Lost);
    }

    private CircuitPicture Picture() => CircuitPicture.Of(_store, TimeGrid.Last(TimeSpan.FromMinutes(1), Second, _time.GetUtcNow()));

    private void Step(TimeSpan by, params MetricPoint[] points)
    {
        _time.Advance(by);
        // They come with the time that they are taken at.
        _store.Add([.. points.Select(point => point with { At = _time.GetUtcNow() })]);
    }

    private NumberPoint Open(string replica, double circuits, string state = "connected", string instance = "a") =>
        Number(CircuitMeters.Circuits, CircuitMeters.Open, InstrumentKind.UpDownCounter, Samples.Source(replica, instance), circuits, new Tag("state", state));

    private NumberPoint Moved(string from, string to, double users) => Number(
        CircuitMeters.Gateway, CircuitMeters.Moves, InstrumentKind.Counter, Samples.Source("gateway"), users,
        new Tag("from", from), new Tag("to", to), new Tag("reason", "Draining"));

    private NumberPoint Lost(string replica, string reason, double circuits) =>
        Number(CircuitMeters.State, CircuitMeters.Lost, InstrumentKind.Counter, Samples.Source(replica), circuits, new Tag("reason", reason));

    private NumberPoint Number(string meter, string name, InstrumentKind kind, TelemetrySource source, double value, params Tag[] tags) =>
        new(new Instrument(meter, name, "", "", kind), source, tags, _time.GetUtcNow(), IsDifference: false, value);
}
