using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The one thing that a user does again and again.</summary>
internal sealed class LoadAction(LoadPlan plan, LoadTarget target, int seed)
{
    private static readonly string[] NoText = ["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"];

    private const string SubmitEvent = "submit";

    private Uri _page = target.Page;
    private int _next = seed;

    /// <summary>Forgets where the last page had got to.</summary>
    public void Begin() => _page = target.Page;

    public Task DoAsync(HeadlessBrowser browser, int number, CancellationToken cancellationToken) => plan.Scenario switch
    {
        LoadScenario.Click => browser.CauseAsync(plan.Click.Matches, "click", null, cancellationToken),
        LoadScenario.Type => TypeAsync(browser, IsField, number, cancellationToken),
        LoadScenario.Navigate => NavigateAsync(browser, cancellationToken),
        LoadScenario.Pause => PauseAsync(browser, cancellationToken),
        LoadScenario.Submit => SubmitAsync(browser, number, cancellationToken),
        _ => throw new NotSupportedException($"Users of the scenario '{plan.Scenario}' do nothing."),
    };

    public bool IsField(ElementNode element) => plan.Field.Matches(element) && !NoText.Contains(element["type"], StringComparer.OrdinalIgnoreCase);

    public bool IsForm(ElementNode element) => plan.Form.Matches(element) && element.HandlerOf(SubmitEvent) is not null;

    /// <summary>The pages of the app that the shown one leads to.</summary>
    public IReadOnlyList<Uri> Links(Screen screen) =>
    [
        .. screen.AttributesOf(element => element.Name == "a" && element["target"] is null && element["download"] is null, "href")
            .Select(href => Uri.TryCreate(target.Base, href, out var link) ? link : null)
            .OfType<Uri>()
            .Where(link => target.Base.IsBaseOf(link) && link.Fragment.Length == 0 && link != _page)
            .Distinct(),
    ];

    /// <summary>By <c>input</c>, or where the field waits for it to be left by <c>change</c>.</summary>
    private static Task TypeAsync(HeadlessBrowser browser, Func<ElementNode, bool> isField, int number, CancellationToken cancellationToken)
    {
        // Digits are right for a field of numbers too.
        var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var eventName = browser.Screen.HandlerOf(isField, "input") is null ? "change" : "input";
        return browser.CauseAsync(isField, eventName, text, cancellationToken);
    }

    private async Task SubmitAsync(HeadlessBrowser browser, int number, CancellationToken cancellationToken)
    {
        if (browser.Screen.HandlerOf(IsFieldOfForm, "input") is not null || browser.Screen.HandlerOf(IsFieldOfForm, "change") is not null)
        {
            await TypeAsync(browser, IsFieldOfForm, number, cancellationToken);
        }
        await browser.CauseAsync(IsForm, SubmitEvent, null, cancellationToken);
    }

    /// <summary>Of the form that is submitted, and of no other.</summary>
    private bool IsFieldOfForm(ElementNode element) => IsField(element) && element.Ancestors is var around && around.Last().Find(IsForm) is { } form && around.Contains(form);

    private static async Task PauseAsync(HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        var isPaused = await browser.PauseAsync(cancellationToken);
        if (!await browser.ResumeAsync(cancellationToken))
        {
            throw new NotResumedException(isPaused ? "the app has not saved it yet, or has it no more." : "the app did not pause it.");
        }
    }

    private async Task NavigateAsync(HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        await browser.Screen.WaitAsync(screen => screen.IsInteractive && Links(screen).Count > 0, "a link to another page of the app", cancellationToken);
        var links = Links(browser.Screen);
        var link = links[_next++ % links.Count];
        await browser.NavigateAsync(link, cancellationToken);
        _page = link;
    }
}
