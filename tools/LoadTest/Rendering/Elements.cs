using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>What matters here of the elements of a page.</summary>
internal static class Elements
{
    public const string TestId = "data-testid";

    /// <summary>The attribute that holds the number of a handler, such as that of <c>onclick</c>. No page has one of this name.</summary>
    public static string HandlerAttribute(string eventAttribute) => $"blazor-{eventAttribute}";

    public static bool HasTestId(this IElement element, string testId) => element.GetAttribute(TestId) == testId;

    public static bool HasHandler(this IElement element, string eventName) => element.HasAttribute(HandlerAttribute($"on{eventName}"));

    /// <summary>
    /// The handler of an event such as <c>click</c>, here or on the nearest element around it; null where there is none, or a user could not cause the event.
    /// </summary>
    public static ulong? HandlerOf(this IElement element, string eventName)
    {
        var attribute = HandlerAttribute($"on{eventName}");
        var around = element.HasAttribute("disabled") ? null : element;
        while (around is not null && !around.HasAttribute(attribute))
        {
            around = around.ParentElement;
        }

        return around is null ? null : ulong.Parse(around.GetAttribute(attribute)!, CultureInfo.InvariantCulture);
    }

    /// <summary>The first wanted element below, in the order of the page. By index: a load looks for one at each click.</summary>
    public static IElement? First(this INode page, Func<IElement, bool> isWanted)
    {
        var children = page.ChildNodes;
        for (var index = 0; index < children.Length; index++)
        {
            var child = children[index];
            if (child is IElement element && isWanted(element))
            {
                return element;
            }

            if (child.First(isWanted) is { } below)
            {
                return below;
            }
        }

        return null;
    }

    /// <summary>What a reader sees of a text: its words, with one space between them.</summary>
    public static string Words(this INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Names elements by a selector of style sheets; or by <c>text=</c> and all that the element says.</summary>
internal sealed class ElementSelector
{
    public const string HowTo = "Use a CSS selector, such as button.primary, or text= and what the element says.";

    private const string TextPrefix = "text=";
    private const int MaxNameLength = 40;

    private readonly string _text;
    private readonly ISelector? _selector;

    private ElementSelector(string text, ISelector? selector) => (_text, _selector) = (text, selector);

    public static bool TryParse(string text, out ElementSelector selector)
    {
        var isText = text.StartsWith(TextPrefix, StringComparison.Ordinal) && text.Trim().Length > TextPrefix.Length;
        var css = isText ? null : new CssSelectorParser().ParseSelector(text);
        selector = new ElementSelector(text, css);
        return isText || css is not null;
    }

    public static ElementSelector Parse(string text) =>
        TryParse(text, out var selector) ? selector : throw new FormatException($"'{text}' is no selector. {HowTo}");

    /// <summary>A selector that finds the element, or one like it.</summary>
    public static string NameOf(IElement element) => (element.Id, element.GetAttribute(Elements.TestId), element.Words()) switch
    {
        ({ Length: > 0 } id, _, _) => $"#{id}",
        (_, { Length: > 0 } testId, _) => $"[{Elements.TestId}={testId}]",
        (_, _, { Length: > 0 and <= MaxNameLength } words) => TextPrefix + words,
        _ => element.LocalName,
    };

    public bool Matches(IElement element) => _selector?.Match(element, null) ?? element.Words() == _text[TextPrefix.Length..].Trim();

    /// <summary>The first such element.</summary>
    public IElement? Find(INode page) => page.First(Matches);

    public override string ToString() => _text;
}
