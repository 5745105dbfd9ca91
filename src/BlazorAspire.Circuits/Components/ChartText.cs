using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorAspire.Circuits.Components;

/// <summary>An SVG text element. In Razor's own markup, <c>text</c> means something else.</summary>
public sealed class ChartText : ComponentBase
{
    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    [Parameter]
    public string X { get; set; } = "0";

    [Parameter]
    public string Y { get; set; } = "0";

    /// <summary>Down from <see cref="Y"/>, in lines.</summary>
    [Parameter]
    public string Down { get; set; } = "0.32em";

    /// <summary>Where <see cref="X"/> is in the text: <c>start</c>, <c>middle</c> or <c>end</c>. Style sheets may say otherwise.</summary>
    [Parameter]
    public string Anchor { get; set; } = "start";

    [Parameter]
    public string Class { get; set; } = "chart-label";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "dy", Down);
        builder.AddAttribute(5, "text-anchor", Anchor);
        builder.AddContent(6, Words);
        builder.CloseElement();
    }
}
