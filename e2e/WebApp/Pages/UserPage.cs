using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorAspire.Tests.WebApp.Pages;

/// <summary>A page whose address may end as that of a file does.</summary>
[Route("/try/user/{Name}")]
[ExcludeFromInteractiveRouting]
public sealed class UserPage : ComponentBase
{
    [Parameter]
    public string Name { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Name);
}
