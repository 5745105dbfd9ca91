using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>
/// What circuits know of the types that they exchange with scripts. For the type of each argument the serializer looks at all that it derives from
/// and implements, and each circuit keeps what was found. A number implements some thirty interfaces, and nobody writes anything by one of them;
/// where they are known they take 33 KB of each circuit (as <c>blazor-load bench growth</c> measures it). Here they are not.
/// </summary>
internal sealed class InteropTypes : IJsonTypeInfoResolver
{
    private static readonly FrozenSet<Type> OfNumbers = typeof(int).GetInterfaces().Append(typeof(ValueType)).Select(Definition).ToFrozenSet();

    private readonly DefaultJsonTypeInfoResolver _types = new();

    private InteropTypes()
    {
    }

    /// <summary>One for all circuits: it keeps nothing of them.</summary>
    public static InteropTypes Shared { get; } = new();

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => OfNumbers.Contains(Definition(type)) ? null : _types.GetTypeInfo(type, options);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
