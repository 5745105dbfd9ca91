using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace BlazorAspire.Tests.WebApp.Pages;

/// <summary>A list of which only what is seen is drawn, in a box whose size is a style attribute.</summary>
public sealed class LongList : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "id", "box");
        builder.AddAttribute(2, "style", "height: 300px; overflow-y: auto");
        builder.OpenComponent<Virtualize<int>>(3);
        builder.AddAttribute(4, nameof(Virtualize<int>.Items), Enumerable.Range(1, 1000).ToList());
        builder.AddAttribute(5, nameof(Virtualize<int>.ItemSize), 30f);
        builder.AddAttribute(6, nameof(Virtualize<int>.ChildContent), (RenderFragment<int>)(number => row =>
        {
            row.OpenElement(0, "div");
            row.AddAttribute(1, "style", "height: 30px");
            row.AddContent(2, string.Create(CultureInfo.InvariantCulture, $"Row {number}"));
            row.CloseElement();
        }));
        builder.CloseComponent();
        builder.CloseElement();
    }
}

/// <summary>The list on a page whose router has no circuit.</summary>
[Route(Path)]
[ExcludeFromInteractiveRouting]
public sealed class LongListPage : ComponentBase
{
    public const string Path = "/try/list";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<LongList>(0);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
    }
}
