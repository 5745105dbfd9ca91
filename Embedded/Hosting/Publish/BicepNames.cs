namespace Embedded.Hosting.Publish;

/// <summary>Names as Bicep takes them.</summary>
internal static class BicepNames
{
    public static string Identifier(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
}
