using System.Net;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>Reads the HTML that Razor writes: well formed, with void elements. It is no general parser.</summary>
internal sealed class HtmlReader
{
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase)
        { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" };

    private static readonly HashSet<string> RawText = new(StringComparer.OrdinalIgnoreCase) { "script", "style" };

    private readonly string _html;
    private readonly Node _root = new();
    private Node _at;
    private int _position;

    private HtmlReader(string html)
    {
        _html = html;
        _at = _root;
    }

    public static Node Read(string html)
    {
        var reader = new HtmlReader(html);
        while (reader._position < html.Length)
        {
            reader.ReadNext();
        }
        return reader._root;
    }

    private void ReadNext()
    {
        if (Looks("<!--"))
        {
            TakeUntil("-->");
        }
        else if (Looks("<!"))
        {
            TakeUntil(">");
        }
        else if (Looks("</"))
        {
            Close(TakeUntil(">")[2..^1].Trim());
        }
        else if (Looks("<") && _position + 1 < _html.Length && char.IsAsciiLetter(_html[_position + 1]))
        {
            Open();
        }
        else
        {
            var end = _html.IndexOf('<', _position + 1);
            _at.Add(new TextNode(WebUtility.HtmlDecode(Take((end < 0 ? _html.Length : end) - _position))));
        }
    }

    private void Open()
    {
        _position++;
        var element = new ElementNode(TakeWhile(c => !char.IsWhiteSpace(c) && c is not ('>' or '/')));
        _at.Add(element);
        var isClosed = ReadAttributes(element);
        if (isClosed || Void.Contains(element.Name))
        {
            return;
        }
        if (RawText.Contains(element.Name))
        {
            var end = _html.IndexOf($"</{element.Name}", _position, StringComparison.OrdinalIgnoreCase);
            element.Add(new TextNode(Take((end < 0 ? _html.Length : end) - _position)));
        }
        _at = element;
    }

    /// <summary>True for a tag that closes itself, such as those inside an SVG.</summary>
    private bool ReadAttributes(ElementNode element)
    {
        while (_position < _html.Length)
        {
            TakeWhile(char.IsWhiteSpace);
            if (Looks("/>"))
            {
                _position += 2;
                return true;
            }
            if (Looks(">"))
            {
                _position++;
                return false;
            }
            ReadAttribute(element);
        }
        return true;
    }

    private void ReadAttribute(ElementNode element)
    {
        var name = TakeWhile(c => !char.IsWhiteSpace(c) && c is not ('=' or '>'));
        var value = "";
        if (Looks("="))
        {
            _position++;
            value = Looks("\"") || Looks("'")
                ? TakeUntil(Take(1))[..^1]
                : TakeWhile(c => !char.IsWhiteSpace(c) && c != '>');
        }
        if (name.Length == 0)
        {
            _position++;
            return;
        }
        element.Set(name, WebUtility.HtmlDecode(value));
    }

    private void Close(string name)
    {
        for (var node = _at; node is not null; node = node.Parent)
        {
            if (node is ElementNode element && element.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                _at = element.Parent!;
                return;
            }
        }
    }

    private bool Looks(string like) => string.CompareOrdinal(_html, _position, like, 0, like.Length) == 0;

    private string Take(int length)
    {
        var taken = _html.Substring(_position, Math.Min(length, _html.Length - _position));
        _position += taken.Length;
        return taken;
    }

    private string TakeUntil(string end)
    {
        var at = _html.IndexOf(end, _position, StringComparison.Ordinal);
        return at < 0 ? Take(_html.Length - _position) : Take(at + end.Length - _position);
    }

    private string TakeWhile(Func<char, bool> wanted)
    {
        var end = _position;
        while (end < _html.Length && wanted(_html[end]))
        {
            end++;
        }
        return Take(end - _position);
    }
}
