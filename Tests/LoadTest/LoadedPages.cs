using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.LoadTest;

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

/// <summary>What is interactive.</summary>
public sealed class PagesRouter : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Router>(0);
        builder.AddComponentParameter(1, nameof(Router.AppAssembly), typeof(PagesRouter).Assembly);
        builder.AddComponentParameter(2, nameof(Router.Found), (RenderFragment<RouteData>)(route => page =>
        {
            page.OpenComponent<RouteView>(0);
            page.AddComponentParameter(1, nameof(RouteView.RouteData), route);
            page.CloseComponent();
        }));
        builder.CloseComponent();
    }
}

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

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => App.Add($"moved {new Uri(moved.Location).AbsolutePath}");
}
