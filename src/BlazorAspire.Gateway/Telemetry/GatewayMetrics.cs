using System.Diagnostics.Metrics;
using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Telemetry;

internal sealed class GatewayMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.Gateway";
    private readonly Meter _meter;
    private readonly Counter<long> _assignments;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _moves;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _refusals;

    public GatewayMetrics(IMeterFactory meters, ReplicaRegistry registry)
    {
        _meter = meters.Create(MeterName);
        _assignments = _meter.CreateCounter<long>("gateway.assignments", "{user}", "Users that were given a replica.");
        _misses = _meter.CreateCounter<long>("gateway.affinity.misses", "{request}", "Requests whose cookie named no replica to use.");
        _moves = _meter.CreateCounter<long>("gateway.users.moved", "{user}", "Users that were given another replica than the one they had, by reason and by both replicas.");
        _retries = _meter.CreateCounter<long>("gateway.retries", "{request}", "Requests that were sent a second time.");
        _refusals = _meter.CreateCounter<long>("gateway.refusals", "{request}", "Requests that were refused.");
        _meter.CreateObservableUpDownCounter("gateway.circuits.open", () => Circuits(registry), "{circuit}", "Circuits open on a replica.");
        _meter.CreateObservableUpDownCounter("gateway.replicas", () => States(registry), "{replica}", "Replicas in a state.");
    }

    public void Assigned(Replica replica) => _assignments.Add(1, new KeyValuePair<string, object?>("replica", replica.Name));

    public void Missed(AffinityMiss reason) => _misses.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    /// <summary>Names of replicas are those of the configuration, so their number is bounded.</summary>
    public void Moved(MoveReason reason, Replica from, Replica to) => _moves.Add(
        1,
        new KeyValuePair<string, object?>("reason", reason.ToString()),
        new KeyValuePair<string, object?>("from", from.Name),
        new KeyValuePair<string, object?>("to", to.Name));

    public void Retried(bool moved) => _retries.Add(1, new KeyValuePair<string, object?>("moved", moved));

    public void Refused(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Circuits(ReplicaRegistry registry) =>
        registry.All.Select(replica => new Measurement<long>(replica.OpenCircuits, new KeyValuePair<string, object?>("replica", replica.Name)));

    private static IEnumerable<Measurement<long>> States(ReplicaRegistry registry) =>
        Enum.GetValues<ReplicaState>().Select(state => new Measurement<long>(
            registry.All.Count(replica => replica.State == state), new KeyValuePair<string, object?>("state", state.ToString())));
}
