using System.Net;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Shared;

/// <summary>The networks of front doors whose forwarded headers are believed.</summary>
internal static class ForwardedNetworks
{
    private const string Key = "ForwardedHeaders:KnownNetworks";

    /// <summary>Reads <c>ForwardedHeaders:KnownNetworks</c>: <c>10.1.0.0/16</c>, one an entry.</summary>
    /// <exception cref="OptionsValidationException">An entry is not a network.</exception>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Key).GetChildren().Select(entry => Parse(entry.Value))];

    private static IPNetwork Parse(string? text) => IPNetwork.TryParse(text, out var network) ? network
        : throw new OptionsValidationException(Key, typeof(ForwardedNetworks),
            [$"ForwardedHeaders:KnownNetworks has '{text}', which is not a network. Write it as address/prefix, for example 10.1.0.0/16."]);
}
