using System.Text;

namespace Embedded.Hosting.Azure.AppContainers;

/// <summary>Lines of Bicep, indented by what is open.</summary>
internal sealed class BicepLines
{
    private const int Step = 2;
    private readonly StringBuilder _text = new();
    private int _depth;

    public BicepLines Line(string text)
    {
        _text.Append(' ', _depth * Step).Append(text).Append('\n');
        return this;
    }

    public BicepLines Open(string text)
    {
        Line(text);
        _depth++;
        return this;
    }

    public BicepLines Close(string text = "}")
    {
        _depth--;
        return Line(text);
    }

    public override string ToString() => _text.ToString();
}
