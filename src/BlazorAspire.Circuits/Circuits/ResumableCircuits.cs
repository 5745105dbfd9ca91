using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>Makes what a circuit can be built of again, from what its page tells when it shows root components.</summary>
internal sealed class ResumableCircuits(IDataProtectionProvider provider)
{
    // The framework's names: ServerComponentSerializationSettings, ProtectedPrerenderComponentApplicationStore, ComponentMarker.
    private const string DescriptorPurpose = "Microsoft.AspNetCore.Components.ComponentDescriptorSerializer,V1";
    private const string StatePurpose = "Microsoft.AspNetCore.Components.Server.State";
    private const string Descriptor = "descriptor";

    // A page writes the properties of a marker with a small letter, and the framework with a capital one.
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // A page's own descriptors are good for five minutes. These never leave the server, and are kept no longer than their circuit.
    private readonly ITimeLimitedDataProtector _descriptors = provider.CreateProtector(DescriptorPurpose).ToTimeLimitedDataProtector();
    private readonly IDataProtector _state = provider.CreateProtector(StatePurpose);

    /// <summary>
    /// What is known of a circuit after a call of UpdateRootComponents. A page whose circuit was resumed adds all of its roots again, with descriptors that are too old by now:
    /// roots that are known stay as they are.
    /// </summary>
    /// <param name="known">Null before the first call.</param>
    /// <exception cref="JsonException">The call is not of the framework's form.</exception>
    /// <exception cref="FormatException">The same.</exception>
    /// <exception cref="CryptographicException">What the page shows is not of this app, or too old.</exception>
    public ResumableCircuit Update(ResumableCircuit? known, string operations, string? applicationState)
    {
        var roots = known is null ? [] : RootsOf(known);
        foreach (var operation in JsonSerializer.Deserialize<RootComponentOperationBatch>(operations, Json)?.Operations ?? throw new JsonException("There are no operations."))
        {
            var id = $"{operation?.SsrComponentId}";
            switch (operation)
            {
                case { Type: "remove" }:
                    roots.Remove(id);
                    break;
                case { Type: "update", Marker: { } marker }:
                    roots[id] = WithoutExpiry(marker);
                    break;
                case { Type: "add", Marker: { } marker }:
                    roots[id] ??= WithoutExpiry(marker);
                    break;
                default:
                    throw new JsonException($"'{operation?.Type}' is no operation, or has no marker.");
            }
        }

        return new ResumableCircuit(JsonSerializer.SerializeToUtf8Bytes(roots), known?.ApplicationState ?? TokenOf(Open(applicationState)));
    }

    /// <summary>What is known of a circuit that was resumed just now.</summary>
    /// <exception cref="CryptographicException">It is too old.</exception>
    public ResumableCircuit Take(ResumableCircuit resumed)
    {
        var roots = RootsOf(resumed);
        foreach (var (_, marker) in roots)
        {
            WithoutExpiry(marker!.AsObject());
        }

        return new ResumableCircuit(JsonSerializer.SerializeToUtf8Bytes(roots), TokenOf(resumed.ApplicationState));
    }

    private static JsonObject RootsOf(ResumableCircuit circuit) => JsonNode.Parse(circuit.RootComponents, AnyCase)!.AsObject();

    private JsonObject WithoutExpiry(JsonObject marker)
    {
        var descriptor = marker[Descriptor] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new JsonException("A marker has no descriptor.");
        var component = _descriptors.Unprotect(Convert.FromBase64String(descriptor));
        marker[Descriptor] = Convert.ToBase64String(_descriptors.Protect(component, DateTimeOffset.MaxValue));
        // What was prerendered is on the page no longer.
        marker.Remove("prerenderId");
        return marker;
    }

    private Dictionary<string, byte[]> Open(string? applicationState) => string.IsNullOrEmpty(applicationState)
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, byte[]>>(_state.Unprotect(Convert.FromBase64String(applicationState)))!;

    /// <summary>
    /// Forms post with the token that came with their page. What components had put in when the page was opened is left out: to show it again would be to forget what
    /// has happened since.
    /// </summary>
    private static Dictionary<string, byte[]> TokenOf(Dictionary<string, byte[]>? state) => state?.Where(entry => IsToken(entry.Value)).ToDictionary() ?? [];

    private static bool IsToken(byte[] state)
    {
        try
        {
            return JsonSerializer.Deserialize<Token>(state, Json) is { Value: not null, FormFieldName: not null };
        }
        catch (JsonException)
        {
            // A component may put in what is no JSON.
            return false;
        }
    }

    /// <summary>The framework's AntiforgeryRequestToken, which refuses to be empty.</summary>
    private sealed record Token(string? Value, string? FormFieldName);

    private sealed record RootComponentOperationBatch(RootComponentOperation?[]? Operations);

    private sealed record RootComponentOperation(string? Type, int SsrComponentId, JsonObject? Marker);
}
