using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorAspire.Tests.WebApp.Pages;

/// <summary>A page that is answered when a test says so.</summary>
[Route(Path)]
[ExcludeFromInteractiveRouting]
public sealed class SlowPage : ComponentBase
{
    public const string Path = "/try/slow";

    public static TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override Task OnInitializedAsync()
    {
        Asked.TrySetResult();
        return Answer.Task;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<LongList>(0);
        builder.AddComponentRenderMode(Microsoft.AspNetCore.Components.Web.RenderMode.InteractiveServer);
        builder.CloseComponent();
    }
}
