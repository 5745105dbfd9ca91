using System.Net.Http.Headers;
using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Replicas;

/// <summary>Reads what a replica's answer says to the gateway.</summary>
internal static class ReplicaHeaders
{
    public static bool IsInternal(string name) => name.StartsWith(ReplicaContract.HeaderPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The state that an answer declares; null for none, or for one that this gateway does not know.</summary>
    public static ReplicaState? StateOf(HttpResponseMessage response)
    {
        var state = ValueOf(response.Headers, ReplicaContract.StateHeader)?.Trim();
        return Is(ReplicaContract.Draining) ? ReplicaState.Draining : Is(ReplicaContract.Full) ? ReplicaState.Full : null;

        bool Is(string word) => word.Equals(state, StringComparison.OrdinalIgnoreCase);
    }

    public static string? ValueOf(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
