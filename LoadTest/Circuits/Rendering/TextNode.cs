using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

internal sealed class TextNode(string content) : Node
{
    public string Content { get; set; } = content;

    /// <summary>What a reader sees of a text: its words, with one space between them.</summary>
    public static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected override void AppendText(StringBuilder text) => text.Append(Content);
}
