using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>HTML as nodes of this program, which take a fraction of the memory that a document takes.</summary>
internal static class Html
{
    // A parser serves one thread at a time.
    [ThreadStatic]
    private static (HtmlParser Parser, IElement Context)? _fragments;

    /// <summary>Reads a piece of markup, which may also be a row or a cell of a table.</summary>
    public static Node ReadFragment(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            var text = new Node();
            text.Add(new TextNode(html));
            return text;
        }

        var (parser, context) = _fragments ??= NewFragmentParser();
        return Read(parser.ParseFragment(html, context));
    }

    /// <summary>Nodes of a document without its comments.</summary>
    public static Node Read(IEnumerable<INode> nodes)
    {
        var root = new Node();
        Copy(nodes, root);
        return root;
    }

    private static (HtmlParser Parser, IElement Context) NewFragmentParser()
    {
        var parser = new HtmlParser();
        return (parser, parser.ParseDocument("").CreateElement("template"));
    }

    private static void Copy(IEnumerable<INode> nodes, Node parent)
    {
        foreach (var node in nodes)
        {
            if (node is IText text)
            {
                parent.Add(new TextNode(text.Data));
            }
            else if (node is IElement element)
            {
                var copy = new ElementNode(element.LocalName);
                foreach (var attribute in element.Attributes)
                {
                    copy.Set(attribute.Name, attribute.Value);
                }

                parent.Add(copy);
                Copy(element.ChildNodes, copy);
            }
        }
    }
}
