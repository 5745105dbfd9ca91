using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>Messages as bytes, and back.</summary>
internal static class TopicJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // It goes to other replicas and never into a page: letters need no escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    public static byte[] Write(TopicEnvelope envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, Options);

    public static T? Read<T>(JsonElement body) => body.Deserialize<T>(Options);

    /// <summary>False with a reason, one word for the counter and one sentence for the log.</summary>
    public static bool TryRead<T>(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out TopicEnvelope? envelope, [NotNullWhen(true)] out T? value, out (string Reason, string Problem) refusal)
    {
        (envelope, value) = (null, default);
        refusal = ("malformed", "");
        try
        {
            using var document = JsonDocument.Parse(bytes);
            refusal.Reason = "foreign";
            envelope = document.RootElement.Deserialize<TopicEnvelope>(Options);
            if (envelope is not { IsPlausible: true })
            {
                refusal.Problem = "it is not a message of this app.";
                return false;
            }

            refusal.Reason = "type";
            value = envelope.Body.Deserialize<T>(Options);
            refusal.Problem = $"it is no '{typeof(T).Name}'.";
            return value is not null;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException)
        {
            refusal.Problem = problem.Message;
            return false;
        }
    }
}
