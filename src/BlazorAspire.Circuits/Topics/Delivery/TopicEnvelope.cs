using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>What travels between replicas.</summary>
/// <param name="Format">1. A replica that knows another drops what it cannot read.</param>
/// <param name="Publisher">One topic of one process: numbers are counted for each.</param>
/// <param name="Replica">The name of the replica.</param>
/// <param name="Number">From 1 on, without gaps.</param>
/// <param name="Body">The message.</param>
internal sealed record TopicEnvelope(
    [property: JsonPropertyName("blazorAspire")] int Format, string Publisher, string Replica, long Number, JsonElement Body)
{
    public const int CurrentFormat = 1;
    private const int MaxNameLength = 200;

    [JsonIgnore]
    public bool IsPlausible =>
        Format == CurrentFormat && Number > 0 && Publisher.Length is > 0 and <= MaxNameLength && Replica.Length is > 0 and <= MaxNameLength;
}
