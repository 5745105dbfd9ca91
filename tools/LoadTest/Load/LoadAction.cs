namespace BlazorAspire.LoadTest.Load;

/// <summary>A circuit was paused and could not be resumed, so that the page was loaded again. It can be used.</summary>
internal sealed class NotResumedException(string reason) : Exception($"The circuit was not resumed: {reason}");

/// <summary>The one thing that a user does again and again.</summary>
internal sealed class LoadAction(LoadPlan plan, LoadTarget target, int seed)
{
    private static readonly string[] NoTextTypes = ["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"];

    private static readonly ElementSelector LinkSelector = ElementSelector.Parse("a[href]:not([target]):not([download])");

    private Uri _page = target.Page;
    private int _next = seed;

    /// <summary>The page is opened again: forgets where the last one had got to.</summary>
    public void Begin() => _page = target.Page;

    /// <summary>Whether the page has what it takes.</summary>
    public bool IsReady(Screen screen) => plan.Scenario switch
    {
        LoadScenario.Click => screen.HandlerOf(plan.Click.Matches, "click") is not null,
        LoadScenario.Type => EventOf(screen, IsField) is not null,
        LoadScenario.Submit => screen.HandlerOf(IsForm, "submit") is not null,
        LoadScenario.Navigate => screen.IsInteractive && Links(screen).Count > 0,
        _ => true,
    };

    public async Task DoAsync(HeadlessBrowser browser, int number, CancellationToken cancellationToken)
    {
        switch (plan.Scenario)
        {
            case LoadScenario.Click:
                await browser.CauseAsync(plan.Click.Matches, "click", null, cancellationToken);
                break;
            case LoadScenario.Type:
                await TypeAsync(browser, IsField, number, cancellationToken);
                break;
            case LoadScenario.Submit:
                if (EventOf(browser.Screen, IsFieldOfForm) is not null)
                {
                    await TypeAsync(browser, IsFieldOfForm, number, cancellationToken);
                }

                await browser.CauseAsync(IsForm, "submit", null, cancellationToken);
                break;
            case LoadScenario.Navigate:
                await browser.Screen.WaitAsync(IsReady, "a link to another page of the app", cancellationToken);
                var links = Links(browser.Screen);
                var link = links[_next++ % links.Count];
                await browser.NavigateAsync(link, cancellationToken);
                _page = link;
                break;
            case LoadScenario.Pause:
                var isPaused = await browser.PauseAsync(cancellationToken);
                if (!await browser.ResumeAsync(cancellationToken))
                {
                    throw new NotResumedException(isPaused ? "the app has not saved it yet, or has it no more." : "the app did not pause it.");
                }

                break;
        }
    }

    private bool IsField(IElement element) =>
        plan.Field.Matches(element) && !NoTextTypes.Contains(element.GetAttribute("type"), StringComparer.OrdinalIgnoreCase);

    private bool IsForm(IElement element) => plan.Form.Matches(element) && element.HandlerOf("submit") is not null;

    /// <summary>Of the form that is submitted, and of no other.</summary>
    private bool IsFieldOfForm(IElement element) => IsField(element) && element.GetRoot().First(IsForm)?.Contains(element) == true;

    /// <summary>How a field takes a text: as it is typed, or when it is left.</summary>
    private static string? EventOf(Screen screen, Func<IElement, bool> isField) =>
        Array.Find(["input", "change"], eventName => screen.HandlerOf(isField, eventName) is not null);

    /// <summary>Digits are right for a field of numbers too.</summary>
    private static Task TypeAsync(HeadlessBrowser browser, Func<IElement, bool> isField, int number, CancellationToken cancellationToken) =>
        browser.CauseAsync(isField, EventOf(browser.Screen, isField) ?? "input", number.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>The pages of the app that the shown one leads to.</summary>
    private IReadOnlyList<Uri> Links(Screen screen) =>
    [
        .. screen.Select(LinkSelector.Matches, element => element.GetAttribute("href"))
            .Select(href => href is not null && Uri.TryCreate(target.Base, href, out var link) ? link : null)
            .OfType<Uri>()
            .Where(link => target.Base.IsBaseOf(link) && link.Fragment.Length == 0 && link != _page)
            .Distinct(),
    ];
}
