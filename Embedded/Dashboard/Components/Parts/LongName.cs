using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Embedded.Dashboard.Components.Parts;

/// <summary>A dotted name that may be broken after its dots, where a narrow place would else break it anywhere.</summary>
public sealed class LongName : ComponentBase
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var begin = 0;
        for (var i = 1; i < Text.Length; i++)
        {
            if (Text[i - 1] is '.' or '_' or '/')
            {
                builder.AddContent(0, Text[begin..i]);
                builder.OpenElement(1, "wbr");
                builder.CloseElement();
                begin = i;
            }
        }
        builder.AddContent(2, Text[begin..]);
    }
}
