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
        builder.AddContent(0, Element("button", "onclick", _ => App.Add("disabled"), "Not yet", isDisabled: true));
        builder.AddContent(1, Element("button", "onclick", _ => App.Add("click"), $"Clicked {App.Count("click")}", "main big"));
        builder.AddContent(2, Element("button", "onclick", _ => throw new InvalidOperationException("The button failed."), "Fail"));
        builder.OpenElement(3, "button");
        builder.AddAttribute(4, "onclick", EventCallback.Factory.Create<EventArgs>(this, () => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System)));
        builder.AddContent(5, "Never");
        builder.CloseElement();
        builder.AddContent(6, Element("input", "oninput", typed => App.Add($"typed {typed}")));
        builder.AddMarkupContent(
            7, "<a href=\"/\">One</a><a href=\"other\">Two</a><a href=\"https://example.com/\">Away</a><b data-testid=\"replica-name\">only one</b>");
        builder.OpenElement(8, "form");
        builder.AddAttribute(9, "onsubmit", EventCallback.Factory.Create<EventArgs>(this, () => App.Add($"submitted {_asked}")));
        builder.AddContent(10, Element("input", "onchange", typed => _asked = $"{typed}"));
        builder.CloseElement();
        builder.AddContent(11, Element("form", "onsubmit", _ => App.Add("submitted bare"), style: "bare"));
    }

    private RenderFragment Element(
        string name, string handler, Action<object?> handle, string? content = null, string? style = null, bool isDisabled = false) => builder =>
    {
        builder.OpenElement(0, name);
        builder.AddAttribute(1, "class", style);
        builder.AddAttribute(2, "disabled", isDisabled);
        builder.AddAttribute(3, handler, EventCallback.Factory.Create<EventArgs>(this, happened => handle((happened as ChangeEventArgs)?.Value)));
        builder.AddContent(4, content is null ? null : (RenderFragment)(text => text.AddContent(0, content)));
        builder.CloseElement();
    };

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => App.Add($"moved {new Uri(moved.Location).AbsolutePath}");
}
