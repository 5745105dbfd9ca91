using BlazorAspire.WebApp.Cluster;
using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Metrics;

namespace Embedded.Dashboard.Circuits;

/// <summary>What is known of all circuits at one moment, and of the minutes before it.</summary>
public sealed class CircuitPicture
{
    /// <summary>How long a move is shown.</summary>
    public static readonly TimeSpan MovesFor = TimeSpan.FromSeconds(60);

    // Processes tell every second. One that was killed shall not seem to have users for longer than that is in doubt.
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(5);
    private readonly MetricStore _store;

    private CircuitPicture(MetricStore store, TimeGrid grid)
    {
        _store = store;
        Grid = grid;
        Replicas = ReadReplicas();
        Moves = ReadMoves();
        var roundTrips = store.Histograms(CircuitMeters.Circuits, CircuitMeters.RoundTrip);
        Latency = Distribution.Between(roundTrips, grid.Start, grid.End);
        LatencyOverTime = Distribution.Over(roundTrips, grid, TimeSpan.FromSeconds(10));
        Saved = SumOfRates(CircuitMeters.State, CircuitMeters.Saves, "result", "saved");
        Failed = SumOfRates(CircuitMeters.State, CircuitMeters.Saves, "result", "failed");
        Paused = Latest(CircuitMeters.Circuits, CircuitMeters.Paused).Select(series => series.Latest).Max();
        var lost = store.Numbers(CircuitMeters.State, CircuitMeters.Lost);
        Lost = lost.Count == 0 ? null : Kept(lost);
        Restored = Kept(store.Numbers(CircuitMeters.State, CircuitMeters.Restored)) + Kept(store.Numbers(CircuitMeters.Circuits, CircuitMeters.Resumed));
    }

    internal TimeGrid Grid { get; }

    public IReadOnlyList<ReplicaCircuits> Replicas { get; }

    public IReadOnlyList<Move> Moves { get; }

    internal Distribution? Latency { get; }

    internal Distribution?[] LatencyOverTime { get; }

    /// <summary>Writes of state a second, for each step.</summary>
    public double?[] Saved { get; }

    /// <summary>Those that failed.</summary>
    public double?[] Failed { get; }

    /// <summary>Circuits that are kept in Redis, with nobody's memory; null where they are not kept there.</summary>
    public double? Paused { get; }

    /// <summary>Circuits whose state was gone, in the time that metrics are kept; null before any replica has told.</summary>
    public double? Lost { get; }

    /// <summary>Circuits that went on elsewhere, or later, with their state, in that time.</summary>
    public double Restored { get; }

    public double Connected => Replicas.Sum(replica => replica.Now ?? 0);

    public double Disconnected => Replicas.Sum(replica => replica.Now is null ? 0 : replica.Disconnected ?? 0);

    internal static CircuitPicture Of(MetricStore store, TimeGrid grid) => new(store, grid);

    private ReplicaCircuits[] ReadReplicas()
    {
        var open = _store.Numbers(CircuitMeters.Circuits, CircuitMeters.Open);
        var memory = _store.Numbers(CircuitMeters.Circuits, CircuitMeters.Memory).ToLookup(series => series.Source.Name);
        return [.. open.GroupBy(series => series.Source.Name).OrderBy(group => group.Key, ReplicaNameOrder.Instance).Select(group => new ReplicaCircuits(
            group.Key,
            Sum(group.Where(series => series.Tags.ValueOf("state") == "connected")),
            Sum(group.Where(series => series.Tags.ValueOf("state") == "disconnected")).LastOrDefault(),
            Sum(memory[group.Key])))];
    }

    private Move[] ReadMoves() =>
        [.. _store.Numbers(CircuitMeters.Gateway, CircuitMeters.Moves)
            .Select(series => new Move(
                series.Tags.ValueOf("from") ?? "", series.Tags.ValueOf("to") ?? "", series.Tags.ValueOf("reason") ?? "",
                (int)Math.Round(CountedSince.Of(series, Grid.End - MovesFor))))
            .Where(move => move.Users > 0)
            .OrderBy(move => move.From, ReplicaNameOrder.Instance).ThenBy(move => move.To, ReplicaNameOrder.Instance)];

    // A replica that was started again is two processes, of which one tells at a time.
    private double?[] Sum(IEnumerable<NumberSeries> series) => Add(series.Select(one => one.Values(Grid, Validity)));

    private double?[] SumOfRates(string meter, string name, string key, string value) =>
        Add(_store.Numbers(meter, name).Where(series => series.Tags.ValueOf(key) == value).Select(series => series.Rates(Grid)));

    private double?[] Add(IEnumerable<double?[]> many)
    {
        var sum = new double?[Grid.Count];
        foreach (var one in many)
        {
            for (var step = 0; step < sum.Length; step++)
            {
                sum[step] = one[step] is { } value ? (sum[step] ?? 0) + value : sum[step];
            }
        }
        return sum;
    }

    private double Kept(IEnumerable<NumberSeries> series) => series.Sum(one => CountedSince.Of(one, Grid.End - _store.Keeps));

    private IEnumerable<NumberSeries> Latest(string meter, string name) => _store.Numbers(meter, name).Where(series => series.LastAt >= Grid.End - Validity);
}
