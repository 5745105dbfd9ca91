using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>
/// Whether the first render of a circuit is what the page showed before: elements, attributes and texts, in their order. Where it is not, its user sees
/// the page change by itself. Whitespace does not count, nor do handlers and what Blazor adds for itself.
/// </summary>
internal sealed class PrerenderCheck
{
    public const string Same = "the same as the first render";
    public const string None = "the page is not prerendered";

    private const int MaxShown = 3;
    private const int MaxPath = 4;
    private const int MaxText = 60;
    private const string Nothing = "nothing";

    private readonly List<string> _path = [];
    private readonly List<string> _differences = [];

    private PrerenderCheck()
    {
    }

    /// <summary>In words for a report.</summary>
    /// <param name="prerendered">Content of each interactive root component as the page was loaded, in the order of the page; null for one that was not prerendered.</param>
    /// <param name="rendered">What the circuit has rendered of each.</param>
    public static string Describe(IReadOnlyList<Node?> prerendered, IReadOnlyList<Node> rendered)
    {
        var roots = prerendered.Zip(rendered).Where(root => root.First is not null).ToArray();
        var differences = roots.SelectMany(root => Find(root.First!, root.Second)).ToArray();
        return (roots.Length, differences.Length) switch
        {
            (0, _) => None,
            (_, 0) => Same,
            (_, > MaxShown) => string.Create(CultureInfo.InvariantCulture, $"differs: {string.Join("; ", differences[..MaxShown])}; and {differences.Length - MaxShown} more"),
            _ => $"differs: {string.Join("; ", differences)}",
        };
    }

    /// <summary>Each with its place and both sides. After an element that only one side has, the rest around it is not compared.</summary>
    public static IReadOnlyList<string> Find(Node prerendered, Node rendered)
    {
        var check = new PrerenderCheck();
        check.CompareContent(Parts(prerendered), Parts(rendered));
        return check._differences;
    }

    private void CompareContent(List<object> before, List<object> after)
    {
        for (var index = 0; index < Math.Max(before.Count, after.Count); index++)
        {
            switch (before.ElementAtOrDefault(index), after.ElementAtOrDefault(index))
            {
                case (ElementNode left, ElementNode right) when left.Name.Equals(right.Name, StringComparison.OrdinalIgnoreCase):
                    _path.Add(Step(left, before));
                    CompareElements(left, right);
                    _path.RemoveAt(_path.Count - 1);
                    break;
                case (string left, string right):
                    Compare("", left, right);
                    break;
                case var (left, right):
                    Add("", Show(left), Show(right));
                    return;
            }
        }
    }

    private void CompareElements(ElementNode before, ElementNode after)
    {
        var names = before.Attributes.Concat(after.Attributes).Select(attribute => attribute.Name).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => Counts(before, after, name)))
        {
            Compare($"[{name}]", before[name], after[name]);
        }

        // What the tree says in a value, HTML says in the content or by an option.
        if (Is(before, "textarea"))
        {
            Compare("", TextNode.Words(before["value"] ?? before.Text), TextNode.Words(after["value"] ?? after.Text));
            return;
        }

        if (Is(before, "select"))
        {
            Compare("[value]", Selected(before), Selected(after));
        }

        CompareContent(Parts(before), Parts(after));
    }

    private static bool Counts(ElementNode before, ElementNode after, string attribute) => attribute.ToUpperInvariant() switch
    {
        "VALUE" when Is(before, "textarea") || Is(before, "select") => false,
        "SELECTED" when Is(before, "option") => false,
        // Blazor prerenders a form that has none with the address of the page, so that it works without a script.
        "ACTION" when Is(before, "form") && after["action"] is null => false,
        _ => !attribute.StartsWith("__internal_", StringComparison.Ordinal) && !attribute.StartsWith("_bl_", StringComparison.Ordinal),
    };

    private static bool Is(ElementNode element, string name) => element.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Selected(ElementNode select) =>
        select["value"] ?? (select.Find(option => option["selected"] is not null) is { } chosen ? chosen["value"] ?? TextNode.Words(chosen.Text) : "");

    private void Compare(string place, string? before, string? after)
    {
        if (before != after)
        {
            Add(place, Show(before), Show(after));
        }
    }

    private void Add(string place, string before, string after)
    {
        var path = string.Join(" > ", _path.TakeLast(MaxPath));
        _differences.Add($"{(path.Length + place.Length == 0 ? "top" : path)}{place}: prerendered {before}, rendered {after}");
    }

    private static string Show(object? part) => part switch
    {
        null => Nothing,
        ElementNode element => $"<{element.Name}>",
        string { Length: > MaxText } text => $"'{text[..MaxText]}…'",
        _ => $"'{part}'",
    };

    private static string Step(ElementNode element, List<object> siblings)
    {
        if (element["id"] is { Length: > 0 } id)
        {
            return $"{element.Name}#{id}";
        }

        if (element.TestId is { Length: > 0 } testId)
        {
            return $"{element.Name}[data-testid={testId}]";
        }

        var alike = siblings.OfType<ElementNode>().Where(other => other.Name == element.Name).ToList();
        return alike.Count < 2 ? element.Name : string.Create(CultureInfo.InvariantCulture, $"{element.Name}:nth-of-type({alike.IndexOf(element) + 1})");
    }

    /// <summary>What a reader of the page sees as one thing each: elements, and texts however many nodes they came in.</summary>
    private static List<object> Parts(Node parent)
    {
        var parts = new List<object>();
        var text = new StringBuilder();
        Collect(parent);
        EndText();
        return parts;

        void Collect(Node node)
        {
            foreach (var child in node.Children)
            {
                switch (child)
                {
                    case TextNode part:
                        text.Append(part.Content);
                        break;
                    case ElementNode element:
                        EndText();
                        parts.Add(element);
                        break;
                    default:
                        Collect(child);
                        break;
                }
            }
        }

        void EndText()
        {
            if (TextNode.Words(text.ToString()) is { Length: > 0 } words)
            {
                parts.Add(words);
            }

            text.Clear();
        }
    }
}
