using AngleSharp.Diffing;
using AngleSharp.Diffing.Core;
using AngleSharp.Html.Parser;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>
/// Whether the first render of a circuit is what the page showed before. Where it is not, its user sees the page change by itself. Whitespace, comments
/// and handlers do not count.
/// </summary>
internal static class PrerenderCheck
{
    public const string Same = "the same as the first render";
    public const string None = "the page is not prerendered";

    private const int MaxShown = 3;
    private const int MaxText = 60;

    /// <summary>In words for a report.</summary>
    /// <param name="prerendered">The HTML of each interactive root component as the page was loaded; null for one that was not prerendered.</param>
    public static string Describe(IReadOnlyList<string?> prerendered, IEnumerable<IElement> rendered)
    {
        var roots = prerendered.Zip(rendered).Where(root => root.First is not null).ToArray();
        var differences = roots.SelectMany(root => Find(root.First!, root.Second.InnerHtml)).ToArray();
        var more = differences.Length > MaxShown ? Invariant($"; and {differences.Length - MaxShown} more") : "";
        return roots.Length == 0 ? None : differences.Length == 0 ? Same : $"differs: {string.Join("; ", differences.Take(MaxShown))}{more}";
    }

    private static IEnumerable<string> Find(string prerendered, string rendered) =>
        DiffBuilder.Compare(Plain(prerendered)).WithTest(Plain(rendered)).Build().Select(Describe).OfType<string>();

    /// <summary>As a page has it: without what the tree adds, and with the value of a field where HTML says it.</summary>
    private static string Plain(string html)
    {
        var body = new HtmlParser().ParseDocument($"<body>{html}").Body!;
        foreach (var wrapper in body.QuerySelectorAll(RenderTree.Wrappers).Reverse())
        {
            wrapper.Replace([.. wrapper.ChildNodes]);
        }

        foreach (var comment in body.Descendants<IComment>().ToArray())
        {
            comment.Remove();
        }

        foreach (var field in body.QuerySelectorAll("textarea[value], select[value]"))
        {
            var value = field.GetAttribute("value")!;
            field.RemoveAttribute("value");
            if (field.LocalName == TagNames.Textarea)
            {
                field.TextContent = value;
            }
            else
            {
                var options = field.QuerySelectorAll("option");
                options.FirstOrDefault(option => (option.GetAttribute("value") ?? option.TextContent) == value)?.SetAttribute("selected", "");
            }
        }

        foreach (var element in body.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.Select(attribute => attribute.Name).Where(IsOfBlazor).ToArray())
            {
                element.RemoveAttribute(attribute);
            }
        }

        return body.InnerHtml;
    }

    private static bool IsOfBlazor(string attribute) =>
        Array.Exists(["__internal_", "_bl_", Elements.HandlerAttribute("")], prefix => attribute.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The place and both sides; null for what is no difference.</summary>
    private static string? Describe(IDiff difference) => difference switch
    {
        // Blazor prerenders a form that has none with the address of the page, so that it works without a script.
        MissingAttrDiff { Control: { Attribute.Name: "action", ElementSource.Node.NodeName: "FORM" } } => null,
        NodeDiff { Control: var before, Test: var after } => Text(before.Path, Show(before.Node), Show(after.Node)),
        AttrDiff { Control: var before, Test: var after } => Text(before.Path, $"'{before.Attribute.Value}'", $"'{after.Attribute.Value}'"),
        MissingNodeDiff { Control: var before } => Text(before.Path, Show(before.Node), "nothing"),
        MissingAttrDiff { Control: var before } => Text(before.Path, $"'{before.Attribute.Value}'", "nothing"),
        UnexpectedNodeDiff { Test: var after } => Text(after.Path, "nothing", Show(after.Node)),
        UnexpectedAttrDiff { Test: var after } => Text(after.Path, "nothing", $"'{after.Attribute.Value}'"),
        _ => difference.ToString(),
    };

    private static string Text(string path, string before, string after) => $"{path}: prerendered {before}, rendered {after}";

    private static string Show(INode node) => node is IElement element ? $"<{element.LocalName}>"
        : node.Words() is { Length: > MaxText } words ? $"'{words[..MaxText]}…'"
        : $"'{node.Words()}'";
}
