using System.Net.Http.Headers;

namespace BlazorAspire.Gateway.Replicas;

/// <summary>What replicas and gateway say to each other. No browser may say it or get to see it.</summary>
internal static class ReplicaHeaders
{
    public const string Stay = Prefix + "Stay";
    public const string Elsewhere = Prefix + "Elsewhere";
    private const string State = Prefix + "State";
    private const string Prefix = "BlazorAspire-";

    public static bool IsInternal(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The state that an answer declares; null for none, or for one that this gateway does not know.</summary>
    public static ReplicaState? StateOf(HttpResponseMessage response) => ValueOf(response.Headers, State)?.Trim().ToUpperInvariant() switch
    {
        "DRAINING" => ReplicaState.Draining,
        "FULL" => ReplicaState.Full,
        _ => null,
    };

    public static string? ValueOf(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
