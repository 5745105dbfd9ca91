using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

internal sealed class TextNode(string content) : Node
{
    public string Content { get; set; } = content;

    protected override void AppendText(StringBuilder text) => text.Append(Content);
}
