using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Latency;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>What a replica tells the others about itself, every few seconds.</summary>
public sealed record ReplicaHeartbeat
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public required string Name { get; init; }

    public required int ProcessId { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>By the clock of Redis, which is the same for all replicas.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The process was asked to end and finishes what it holds.</summary>
    public required bool IsStopping { get; init; }

    /// <summary>It has as many users as it may, and takes no new ones.</summary>
    public bool IsFull { get; init; }

    public required int ConnectedCircuits { get; init; }

    public required int WaitingCircuits { get; init; }

    /// <summary>The working set.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Bytes of managed memory for each circuit. Null where it cannot be told, or the replica's version does not tell.</summary>
    public long? BytesPerCircuit { get; init; }

    /// <summary>Of its users in the last minute, in milliseconds. Null as above.</summary>
    public double? LatencyMedian { get; init; }

    /// <summary>19 of 20 are faster. In milliseconds; null as above.</summary>
    public double? LatencyP95 { get; init; }

    /// <summary>Of the same minute: how many took how long, as <see cref="LatencyHistogram"/> counts them. Null as above.</summary>
    public IReadOnlyList<int>? RoundTrips { get; init; }

    /// <summary>Null where the replica's version does not tell.</summary>
    public StateTotals? State { get; init; }

    /// <summary>Null while it is not draining, or the replica's version does not tell.</summary>
    public DrainProgress? Drain { get; init; }

    /// <summary>Null where the replica's version does not tell.</summary>
    public IReadOnlyList<Arrival>? Arrivals { get; init; }

    /// <summary>The last word of a replica that had users to move: its process has ended, as it was asked to.</summary>
    public bool HasEnded { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>False where the text is not a heartbeat, with the parser's reason.</summary>
    public static bool TryParse(string json, [NotNullWhen(true)] out ReplicaHeartbeat? heartbeat, out string reason)
    {
        try
        {
            heartbeat = JsonSerializer.Deserialize<ReplicaHeartbeat>(json, Json);
            reason = heartbeat is null ? "it is null" : "";
        }
        catch (JsonException exception)
        {
            (heartbeat, reason) = (null, exception.Message);
        }

        return heartbeat is not null;
    }
}
