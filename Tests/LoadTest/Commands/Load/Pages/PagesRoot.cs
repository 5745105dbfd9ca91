using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.LoadTest.Commands.Load.Pages;

/// <summary>The document around every page of the app that is loaded.</summary>
public sealed class PagesRoot : ComponentBase
{
    /// <summary>A page below it is sent as it is prerendered, and nothing more.</summary>
    public const string Still = "/still";

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html>");
        builder.OpenElement(1, "html");
        builder.AddMarkupContent(2, "<head><base href=\"/\" /></head>");
        builder.OpenElement(3, "body");
        builder.OpenComponent<PagesRouter>(4);
        if (!Http.Request.Path.StartsWithSegments(Still))
        {
            builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        }
        builder.CloseComponent();
        builder.AddMarkupContent(5, "<script src=\"_framework/blazor.web.js\"></script>");
        builder.CloseElement();
        builder.CloseElement();
    }
}
