using System.Globalization;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.LoadTest.Load;

/// <summary>A page that a circuit can be opened for.</summary>
/// <param name="Base">What the page's links, and the circuit hub, are relative to.</param>
internal sealed record LoadTarget(Uri Base, Uri Page)
{
    public string Path => Page.PathAndQuery;
}

/// <summary>The one thing that a user does again and again.</summary>
internal sealed class LoadAction(LoadPlan plan, LoadTarget target, int seed)
{
    private static readonly string[] NoTextTypes = ["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"];

    private Uri _page = target.Page;
    private int _next = seed;

    /// <summary>The page is opened again: forgets where the last one had got to.</summary>
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

    public bool IsField(ElementNode element) => plan.Field.Matches(element) && !NoTextTypes.Contains(element["type"], StringComparer.OrdinalIgnoreCase);

    public bool IsForm(ElementNode element) => plan.Form.Matches(element) && element.HandlerOf("submit") is not null;

    public static bool TakesText(Screen screen, Func<ElementNode, bool> isField) => screen.HandlerOf(isField, "input") is not null || screen.HandlerOf(isField, "change") is not null;

    /// <summary>The pages of the app that the shown one leads to.</summary>
    public IReadOnlyList<Uri> Links(Screen screen) =>
    [
        .. screen.AttributesOf(element => element.Name == "a" && element["target"] is null && element["download"] is null, "href")
            .Select(href => Uri.TryCreate(target.Base, href, out var link) ? link : null)
            .OfType<Uri>()
            .Where(link => target.Base.IsBaseOf(link) && link.Fragment.Length == 0 && link != _page)
            .Distinct(),
    ];

    /// <summary>By <c>input</c>, or where the field waits for it to be left by <c>change</c>. Digits are right for a field of numbers too.</summary>
    private static Task TypeAsync(HeadlessBrowser browser, Func<ElementNode, bool> isField, int number, CancellationToken cancellationToken) => browser.CauseAsync(
        isField, browser.Screen.HandlerOf(isField, "input") is null ? "change" : "input", number.ToString(CultureInfo.InvariantCulture), cancellationToken);

    private async Task SubmitAsync(HeadlessBrowser browser, int number, CancellationToken cancellationToken)
    {
        if (TakesText(browser.Screen, IsFieldOfForm))
        {
            await TypeAsync(browser, IsFieldOfForm, number, cancellationToken);
        }

        await browser.CauseAsync(IsForm, "submit", null, cancellationToken);
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

/// <summary>One user: opens the page, does what the scenario says until told to stop, and opens the page again when it failed.</summary>
internal sealed class LoadUser(int number, LoadPlan plan, LoadTarget target, IPace pace, LoadRecorder recorder, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly LoadAction _action = new(plan, target, number);
    private HeadlessBrowser? _browser;
    private bool _isOpen;
    private int _operations;

    /// <param name="stop">Nothing new is begun.</param>
    /// <param name="cut">What is under way is given up.</param>
    public async Task LiveAsync(CancellationToken stop, CancellationToken cut)
    {
        await Task.Delay(TimeSpan.FromSeconds((double)number / plan.Ramp), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stop.IsCancellationRequested)
        {
            if (await TryOpenAsync(stop))
            {
                // It stays open after the end: what it holds is measured then.
                if (await ActAsync(_browser!, stop, cut))
                {
                    break;
                }

                recorder.Closed();
            }

            if (!stop.IsCancellationRequested)
            {
                await DisposeAsync();
                await Task.Delay(RetryDelay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        if (pace.Unsent > 0)
        {
            recorder.Error(ErrorKind.Unsent, $"User {number} had no page, or was still waiting for the operation before.", pace.Unsent);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is { } browser)
        {
            (_browser, _isOpen) = (null, false);
            browser.Happened -= OnHappened;
            await browser.DisposeAsync();
        }
    }

    private async Task<bool> TryOpenAsync(CancellationToken stop)
    {
        var start = time.GetTimestamp();
        _browser = new HeadlessBrowser(target.Base, time, seed: number);
        _browser.Happened += OnHappened;
        _action.Begin();
        using var timeout = new CancellationTokenSource(plan.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            await _browser.OpenAsync(target.Path, limit.Token);
            _isOpen = true;
            recorder.Opened(time.GetElapsedTime(start), _browser.Screen.TextOf(plan.Replica.Matches)?.Trim());
            return true;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Neither started nor failed: it was cut short.
            return false;
        }
        catch (Exception problem)
        {
            recorder.StartFailed(problem);
            return false;
        }
    }

    /// <summary>False when the page is of no more use.</summary>
    private async Task<bool> ActAsync(HeadlessBrowser browser, CancellationToken stop, CancellationToken cut)
    {
        if (plan.Scenario == LoadScenario.Idle)
        {
            return await HoldAsync(browser, stop);
        }

        while (!cut.IsCancellationRequested && await pace.NextAsync(stop) is { } due)
        {
            if (!await OperateAsync(browser, due, cut))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> HoldAsync(HeadlessBrowser browser, CancellationToken stop)
    {
        try
        {
            await browser.Screen.WaitAsync(_ => false, "its end", stop);
        }
        catch (TimeoutException)
        {
            // The load is over.
        }
        catch (PageFailedException problem)
        {
            recorder.Error(problem);
            return false;
        }

        return true;
    }

    private async Task<bool> OperateAsync(HeadlessBrowser browser, long due, CancellationToken cut)
    {
        using var timeout = new CancellationTokenSource(plan.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cut, timeout.Token);
        var connection = browser.Screen.ConnectionNumber;
        try
        {
            await _action.DoAsync(browser, ++_operations, limit.Token);
            recorder.Operated(time.GetElapsedTime(due));
            return true;
        }
        catch (Exception problem) when (problem is OperationCanceledException or TimeoutException)
        {
            recorder.Error(cut.IsCancellationRequested ? ErrorKind.Cut : ErrorKind.Late, problem.Message);
            return true;
        }
        catch (NotResumedException problem)
        {
            // The page was loaded again, and goes on.
            recorder.Error(problem);
            return true;
        }
        catch (HubClosedException problem)
        {
            recorder.Error(problem);
            return await IsBackAsync(browser, connection, limit.Token);
        }
        catch (Exception problem)
        {
            recorder.Error(problem);
            return false;
        }
    }

    /// <summary>Waits for the page to have a connection again; false when it gets none.</summary>
    private static async Task<bool> IsBackAsync(HeadlessBrowser browser, int connection, CancellationToken cancellationToken)
    {
        try
        {
            await browser.Screen.WaitAsync(screen => screen.ConnectionNumber != connection, "another connection", cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is TimeoutException or PageFailedException)
        {
            // It is opened again, and that counts as what it turns out to be.
            return false;
        }
    }

    private void OnHappened(BrowserEvent happened)
    {
        switch (happened.Kind)
        {
            case BrowserEventKind.Reconnected:
                recorder.Reconnected();
                break;
            case BrowserEventKind.Opened when _isOpen:
                recorder.Reloaded();
                break;
            case BrowserEventKind.Refused:
                recorder.Error(happened.Problem!);
                break;
        }
    }
}
