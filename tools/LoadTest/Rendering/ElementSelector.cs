using System.Text.RegularExpressions;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>
/// Names elements as style sheets do: a tag, <c>#id</c>, <c>.class</c> and <c>[attribute=value]</c>, together or alone, with commas between
/// alternatives; or <c>text=</c> and all that the element says.
/// </summary>
internal sealed partial class ElementSelector
{
    public const string HowTo = "Use a tag, #id, .class or [attribute=value], together or alone, such as button.primary, or text= and what the element says.";

    private const string TextPrefix = "text=";
    private const int MaxNameLength = 40;

    private readonly Func<ElementNode, bool>[] _alternatives;
    private readonly string _text;

    private ElementSelector(string text, Func<ElementNode, bool>[] alternatives) => (_text, _alternatives) = (text, alternatives);

    /// <summary>Null where the text is no selector.</summary>
    public static ElementSelector? TryParse(string text)
    {
        if (text.StartsWith(TextPrefix, StringComparison.Ordinal))
        {
            var said = TextNode.Words(text[TextPrefix.Length..]);
            return said.Length == 0 ? null : new ElementSelector(text, [element => TextNode.Words(element.Text) == said]);
        }

        var parts = Alternative().Matches(text).Select(match => match.Value.Trim()).Where(part => part.Length > 0).ToArray();
        var alternatives = parts.Select(ParseOne).OfType<Func<ElementNode, bool>>().ToArray();
        return alternatives.Length > 0 && alternatives.Length == parts.Length ? new ElementSelector(text, alternatives) : null;
    }

    /// <summary>A selector that finds the element, or one like it.</summary>
    public static string NameOf(ElementNode element) => (element["id"], element.TestId, TextNode.Words(element.Text)) switch
    {
        ({ Length: > 0 } id, _, _) => $"#{id}",
        (_, { Length: > 0 } testId, _) => $"[data-testid={testId}]",
        (_, _, { Length: > 0 and <= MaxNameLength } words) => TextPrefix + words,
        _ => element.Name,
    };

    public bool Matches(ElementNode element) => Array.Exists(_alternatives, matches => matches(element));

    public override string ToString() => _text;

    private static Func<ElementNode, bool>? ParseOne(string text)
    {
        if (Compound().Match(text) is not { Success: true, Length: > 0 } match)
        {
            return null;
        }

        var tag = match.Groups["tag"].Value;
        var conditions = match.Groups["part"].Captures.Select(part => Condition(part.Value)).ToArray();
        return element => (tag is "" or "*" || element.Name.Equals(tag, StringComparison.OrdinalIgnoreCase)) && Array.TrueForAll(conditions, holds => holds(element));
    }

    private static Func<ElementNode, bool> Condition(string part)
    {
        var name = part[1..];
        switch (part[0])
        {
            case '#':
                return element => element["id"] == name;
            case '.':
                return element => element["class"]?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains(name) == true;
            default:
                var (attribute, value) = name[..^1].Split('=', 2) is [var key, var wanted] ? (key, wanted.Trim('"', '\'')) : (name[..^1], null);
                return element => element[attribute] is { } given && (value is null || given == value);
        }
    }

    [GeneratedRegex(@"(\[[^\]]*\]|[^,\[])+")]
    private static partial Regex Alternative();

    [GeneratedRegex("""^(?<tag>\*|[a-zA-Z][\w-]*)?(?<part>[#.][\w-]+|\[[\w:-]+(=("[^"]*"|'[^']*'|[^"'\]]*))?\])*$""")]
    private static partial Regex Compound();
}
