namespace BlazorAspire.LoadTest.Load;

/// <summary>One user: opens the page, does what the scenario says until told to stop, and opens the page again when it failed.</summary>
/// <param name="pace">When an operation is due; null for a user who waits for the answer, thinks, and goes on.</param>
internal sealed class LoadUser(int number, LoadPlan plan, LoadTarget target, OpenPace? pace, LoadRecorder recorder, TimeProvider time) : IAsyncDisposable
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
        await WaitAsync(TimeSpan.FromSeconds((double)number / plan.Ramp), stop);
        for (var isFirst = true; !stop.IsCancellationRequested; isFirst = false)
        {
            var isOpen = await TryOpenAsync(stop);
            if (isFirst)
            {
                recorder.Tried();
            }

            if (isOpen)
            {
                // It stays open after the end: what it holds is measured then.
                if (await ActAsync(_browser!, stop, cut))
                {
                    break;
                }

                recorder.Count(counts => counts with { Open = counts.Open - 1 });
            }

            if (!stop.IsCancellationRequested)
            {
                await DisposeAsync();
                await WaitAsync(RetryDelay, stop);
            }
        }

        if (pace?.Unsent > 0)
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
        _browser.Screen.FirstRendered += OnFirstRendered;
        _action.Begin();
        using var limit = stop.Within(plan.Timeout);
        try
        {
            await _browser.OpenAsync(target.Page.PathAndQuery, limit.Token);
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
            recorder.Count(counts => counts with { Failed = counts.Failed + 1 });
            recorder.Error(problem);
            return false;
        }
    }

    /// <summary>False when the page is of no more use.</summary>
    private async Task<bool> ActAsync(HeadlessBrowser browser, CancellationToken stop, CancellationToken cut)
    {
        if (plan.Scenario == LoadScenario.Idle)
        {
            await browser.Life.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (browser.Screen.Failure is { } failure)
            {
                recorder.Error(failure);
            }

            return browser.Screen.Failure is null;
        }

        while (!cut.IsCancellationRequested && await (pace?.NextAsync(stop) ?? ThinkAsync(stop)) is { } due)
        {
            if (!await OperateAsync(browser, due, cut))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An app that is slow gets fewer operations of a user who waits for it.</summary>
    private async ValueTask<long?> ThinkAsync(CancellationToken stop)
    {
        if (_operations > 0 && plan.Think > TimeSpan.Zero)
        {
            await WaitAsync(plan.Think, stop);
        }

        return stop.IsCancellationRequested ? null : time.GetTimestamp();
    }

    private async Task<bool> OperateAsync(HeadlessBrowser browser, long due, CancellationToken cut)
    {
        using var limit = cut.Within(plan.Timeout);
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
        catch (Exception problem)
        {
            recorder.Error(problem);
            // After a pause that was not resumed the page was loaded again, and goes on.
            return problem is NotResumedException || (problem is HubClosedException && await IsBackAsync(browser, connection, limit.Token));
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

    private async Task WaitAsync(TimeSpan delay, CancellationToken stop) =>
        await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void OnHappened(BrowserEvent happened)
    {
        switch (happened.Kind)
        {
            case BrowserEventKind.Reconnected:
                recorder.Count(counts => counts with { Reconnects = counts.Reconnects + 1 });
                break;
            case BrowserEventKind.Opened when _isOpen:
                recorder.Count(counts => counts with { Reloads = counts.Reloads + 1 });
                break;
            case BrowserEventKind.Refused:
                recorder.Error(happened.Problem!);
                break;
        }
    }

    /// <summary>Requests of one page must come to one replica.</summary>
    private void OnFirstRendered(Page page, RenderTree tree)
    {
        if (plan.Replica.Find(page.Document) is { } sender && plan.Replica.Find(tree.Page) is { } renderer && sender.Words() != renderer.Words())
        {
            recorder.Count(counts => counts with { Misroutes = counts.Misroutes + 1 });
        }
    }
}
