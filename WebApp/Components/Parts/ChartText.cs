using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorAspire.WebApp.Components.Parts;

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

    /// <summary>The text ends at <see cref="X"/> in place of beginning there.</summary>
    [Parameter]
    public bool EndsHere { get; set; }

    [Parameter]
    public string Class { get; set; } = "chart-label";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "dy", Down);
        builder.AddAttribute(5, "text-anchor", EndsHere ? "end" : "start");
        builder.AddContent(6, Words);
        builder.CloseElement();
    }
}
