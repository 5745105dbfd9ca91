using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>
/// Finds where two renderings of one component differ: elements, attributes and texts, in their order. Whitespace does not count, nor do handlers
/// and what Blazor adds for itself.
/// </summary>
internal sealed class TreeComparison
{
    private const int LongestPath = 4;
    private const int LongestText = 60;
    private const string Nothing = "nothing";

    private static readonly string[] OfBlazor = ["__internal_", "_bl_"];

    private readonly List<string> _path = [];
    private readonly List<string> _differences = [];

    private TreeComparison()
    {
    }

    /// <summary>Each with its place and both sides, in the order of the page. After an element that only one side has, the rest around it is not compared.</summary>
    public static IReadOnlyList<string> Find(Node prerendered, Node rendered)
    {
        var comparison = new TreeComparison();
        comparison.CompareContent(Part.In(prerendered), Part.In(rendered));
        return comparison._differences;
    }

    private void CompareContent(List<Part> before, List<Part> after)
    {
        for (var index = 0; index < Math.Max(before.Count, after.Count); index++)
        {
            var (one, other) = (before.ElementAtOrDefault(index), after.ElementAtOrDefault(index));
            if (one?.Element is { } left && other?.Element is { } right && left.Name.Equals(right.Name, StringComparison.OrdinalIgnoreCase))
            {
                _path.Add(Step(left, before));
                CompareElements(left, right);
                _path.RemoveAt(_path.Count - 1);
            }
            else if (one?.Text is { } text && other?.Text is { } otherText)
            {
                Compare("", text, otherText);
            }
            else
            {
                Add("", one?.ToString() ?? Nothing, other?.ToString() ?? Nothing);
                return;
            }
        }
    }

    private void CompareElements(ElementNode before, ElementNode after)
    {
        foreach (var name in before.Attributes.Concat(after.Attributes).Select(attribute => attribute.Name).Where(name => Counts(before, after, name)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Compare($"[{name}]", before[name], after[name]);
        }
        switch (before.Name.ToUpperInvariant())
        {
            // A value in the tree is content in the HTML.
            case "TEXTAREA":
                Compare("", TextNode.Words(before["value"] ?? before.Text), TextNode.Words(after["value"] ?? after.Text));
                break;
            case "SELECT":
                Compare("[value]", Chosen(before), Chosen(after));
                CompareContent(Part.In(before), Part.In(after));
                break;
            default:
                CompareContent(Part.In(before), Part.In(after));
                break;
        }
    }

    private static bool Counts(ElementNode before, ElementNode after, string attribute) => (before.Name.ToUpperInvariant(), attribute.ToUpperInvariant()) switch
    {
        ("TEXTAREA" or "SELECT", "VALUE") or ("OPTION", "SELECTED") => false,
        // Blazor prerenders a form that has none with the address of the page, so that it works without a script.
        ("FORM", "ACTION") when after["action"] is null => false,
        _ => !OfBlazor.Any(prefix => attribute.StartsWith(prefix, StringComparison.Ordinal)),
    };

    /// <summary>The tree says it of the list, and the HTML of the option.</summary>
    private static string Chosen(ElementNode select) =>
        select["value"] ?? (select.Find(option => option["selected"] is not null) is { } chosen ? chosen["value"] ?? TextNode.Words(chosen.Text) : "");

    private void Compare(string place, string? before, string? after)
    {
        if (before != after)
        {
            Add(place, Quoted(before), Quoted(after));
        }
    }

    private void Add(string place, string before, string after)
    {
        var path = string.Join(" > ", _path.TakeLast(LongestPath));
        _differences.Add($"{(path.Length + place.Length == 0 ? "top" : path)}{place}: prerendered {before}, rendered {after}");
    }

    private static string Quoted(string? text) => text switch
    {
        null => Nothing,
        { Length: > LongestText } => $"'{text[..LongestText]}…'",
        _ => $"'{text}'",
    };

    private static string Step(ElementNode element, List<Part> siblings)
    {
        if (element["id"] is { Length: > 0 } id)
        {
            return $"{element.Name}#{id}";
        }
        if (element.TestId is { Length: > 0 } testId)
        {
            return $"{element.Name}[data-testid={testId}]";
        }
        var alike = siblings.Select(part => part.Element).Where(other => other?.Name == element.Name).ToList();
        return alike.Count < 2 ? element.Name : string.Create(CultureInfo.InvariantCulture, $"{element.Name}:nth-of-type({alike.IndexOf(element) + 1})");
    }

    /// <summary>What a reader of the page sees as one thing: an element, or a text however many nodes it came in.</summary>
    private sealed record Part(ElementNode? Element, string? Text)
    {
        public static List<Part> In(Node parent)
        {
            var parts = new List<Part>();
            var text = new StringBuilder();
            Collect(parent, parts, text);
            EndText(parts, text);
            return parts;
        }

        public override string ToString() => Element is null ? Quoted(Text) : $"<{Element.Name}>";

        private static void Collect(Node parent, List<Part> parts, StringBuilder text)
        {
            foreach (var child in parent.Children)
            {
                switch (child)
                {
                    case TextNode part:
                        text.Append(part.Content);
                        break;
                    case ElementNode element:
                        EndText(parts, text);
                        parts.Add(new Part(element, null));
                        break;
                    default:
                        Collect(child, parts, text);
                        break;
                }
            }
        }

        private static void EndText(List<Part> parts, StringBuilder text)
        {
            if (TextNode.Words(text.ToString()) is { Length: > 0 } words)
            {
                parts.Add(new Part(null, words));
            }
            text.Clear();
        }
    }
}
