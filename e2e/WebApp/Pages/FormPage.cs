using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorAspire.Tests.WebApp.Pages;

/// <summary>A form without a circuit, such as one to sign in.</summary>
[Route(Path)]
[ExcludeFromInteractiveRouting]
public sealed class FormPage : ComponentBase
{
    public const string Path = "/try/form";

    private string? _answer;

    [SupplyParameterFromForm]
    public string? Who { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "form");
        builder.AddAttribute(1, "method", "post");
        builder.AddAttribute(2, "onsubmit", EventCallback.Factory.Create(this, () => _answer = $"Hello {Who}"));
        builder.AddNamedEvent("onsubmit", "greet");
        builder.OpenComponent<AntiforgeryToken>(3);
        builder.CloseComponent();
        builder.AddMarkupContent(4, "<input id=\"who\" name=\"Who\" /><button id=\"go\">Go</button>");
        builder.CloseElement();
        builder.OpenElement(5, "p");
        builder.AddAttribute(6, "id", "answer");
        builder.AddContent(7, _answer);
        builder.CloseElement();
    }
}
