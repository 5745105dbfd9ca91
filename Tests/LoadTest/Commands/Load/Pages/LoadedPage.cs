using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorAspire.Tests.LoadTest.Commands.Load.Pages;

/// <summary>Buttons, a field, links and forms, each of which the app counts.</summary>
[Route("/")]
[Route("/other")]
[Route(PagesRoot.Still)]
public sealed class LoadedPage : ComponentBase, IDisposable
{
    private string _asked = "nothing";

    [Inject]
    private LoadedApp App { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Kept with the circuit when it is paused.</summary>
    [PersistentState]
    public string? Kept { get; set; }

    public void Dispose() => Navigation.LocationChanged -= OnMoved;

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += OnMoved;
        if (RendererInfo.IsInteractive)
        {
            App.Add(Kept is null ? "started" : "resumed");
            Kept = "by a circuit";
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "disabled", true);
        builder.AddAttribute(2, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => App.Add("disabled")));
        builder.AddContent(3, "Not yet");
        builder.CloseElement();

        builder.OpenElement(4, "button");
        builder.AddAttribute(5, "class", "main big");
        builder.AddAttribute(6, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => App.Add("click")));
        builder.AddContent(7, $"Clicked {App.Count("click")}");
        builder.CloseElement();

        builder.OpenElement(8, "button");
        builder.AddAttribute(9, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, Fail));
        builder.AddContent(10, "Fail");
        builder.CloseElement();

        builder.OpenElement(11, "button");
        builder.AddAttribute(12, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System)));
        builder.AddContent(13, "Never");
        builder.CloseElement();

        builder.OpenElement(14, "input");
        builder.AddAttribute(15, "oninput", EventCallback.Factory.Create<ChangeEventArgs>(this, typed => App.Add($"typed {typed.Value}")));
        builder.CloseElement();

        builder.AddMarkupContent(16, "<a href=\"/\">One</a><a href=\"other\">Two</a><a href=\"https://example.com/\">Away</a><b data-testid=\"replica-name\">only one</b>");

        builder.OpenElement(17, "form");
        builder.AddAttribute(18, "class", "ask");
        builder.AddAttribute(19, "onsubmit", EventCallback.Factory.Create<EventArgs>(this, () => App.Add($"submitted {_asked}")));
        builder.OpenElement(20, "input");
        builder.AddAttribute(21, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, typed => _asked = $"{typed.Value}"));
        builder.CloseElement();
        builder.CloseElement();

        builder.OpenElement(22, "form");
        builder.AddAttribute(23, "class", "bare");
        builder.AddAttribute(24, "onsubmit", EventCallback.Factory.Create<EventArgs>(this, () => App.Add("submitted bare")));
        builder.CloseElement();
    }

    private static void Fail() => throw new InvalidOperationException("The button failed.");

    private void OnMoved(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs moved) => App.Add($"moved {new Uri(moved.Location).AbsolutePath}");
}
