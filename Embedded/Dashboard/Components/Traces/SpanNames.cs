using System.Text.RegularExpressions;

namespace Embedded.Dashboard.Components.Traces;

/// <summary>Names of spans for narrow places.</summary>
internal static partial class SpanNames
{
    private const string None = "(no name)";

    public static string Of(string name) => name.Length > 0 ? name : None;

    /// <summary>
    /// With the last two parts of what .NET names in full, such as a type and its method: namespaces would fill the place, and what tells
    /// spans apart would be cut.
    /// </summary>
    public static string Short(string name) => Of(NamespacePattern().Replace(name, ""));

    [GeneratedRegex(@"(?<![\w./:])(?:[A-Z]\w*\.)+(?=[A-Z]\w*\.[A-Z]\w*(?![\w.]))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NamespacePattern();
}
