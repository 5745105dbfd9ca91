using System.Net;
using System.Security.Cryptography;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>
/// A page was loaded and is interactive; its connection is gone; the same circuit goes on, on a new one; the server asked the page to move; its user has
/// paused the circuit, or resumed it with another secret; a try to come back was refused, and the page tries again.
/// </summary>
internal enum BrowserEventKind
{
    Opened,
    Lost,
    Reconnected,
    Moving,
    Paused,
    Resumed,
    Refused,
}

internal sealed record BrowserEvent(BrowserEventKind Kind, string Text, Exception? Problem = null);

/// <summary>
/// One tab of one user's browser, without a browser: it opens a page, keeps its circuit, and on a loss or a move does what the page's script does.
/// Tabs of one user share the cookies.
/// </summary>
internal sealed class HeadlessBrowser : IAsyncDisposable
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    private readonly Site _site;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource _pausing = new();
    private Task _living = Task.CompletedTask;
    private Circuit? _circuit;
    private bool? _isPaused;
    private bool _knowsTabs = true;
    private string _path = "";
    private Uri? _shown;

    public HeadlessBrowser(Uri address, TimeProvider time, CookieContainer? cookies = null, string? tab = null, int seed = 0)
    {
        (_site, _time, _random) = (new Site(address, cookies ?? new CookieContainer(), time), time, new Random(seed));
        Tab = tab ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>What happens to the page without its user. Called on any thread, one at a time.</summary>
    public event Action<BrowserEvent>? Happened;

    public CookieContainer Cookies => _site.Cookies;

    public string Tab { get; }

    /// <summary>Completes when the page has failed, is paused, or is closed.</summary>
    public Task Life => _living;

    public Screen Screen { get; } = new();

    /// <summary>The secret of the circuit that the page has now.</summary>
    public string? CircuitSecret => _circuit?.Secret;

    /// <summary>Opens a page as a user does who types its address, and returns when it is interactive.</summary>
    public async Task OpenAsync(string path, CancellationToken cancellationToken)
    {
        _path = path;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, cancellationToken);
        Live(await LoadAsync(null, either.Token));
    }

    /// <summary>Gets something with the cookies of this browser, such as <c>/replica</c>.</summary>
    public Task<string> GetAsync(string path, CancellationToken cancellationToken) => _site.GetAsync(path, cancellationToken);

    /// <summary>Clicks as soon as a user could. False when the connection is broken, so that the click was not sent, or may not have arrived.</summary>
    public Task<bool> ClickAsync(string testId, CancellationToken cancellationToken, Action? clicking = null) =>
        SendAsync(testId, "click", null, clicking, cancellationToken);

    /// <summary>Types without leaving the field. False as for a click.</summary>
    public Task<bool> InputAsync(string testId, string value, CancellationToken cancellationToken) =>
        SendAsync(testId, "input", value, null, cancellationToken);

    /// <summary>Causes an event once a user can, and returns when the app has handled it and what it rendered is on the screen.</summary>
    /// <param name="value">What a field holds then; null for an event of the mouse or of a form.</param>
    public async Task CauseAsync(Func<IElement, bool> isWanted, string eventName, string? value, CancellationToken cancellationToken)
    {
        var (circuit, handler) = await FindAsync(isWanted, eventName, cancellationToken);
        await circuit.CauseAsync(handler, eventName, value, cancellationToken);
    }

    /// <summary>Follows a link within the app.</summary>
    public async Task NavigateAsync(Uri to, CancellationToken cancellationToken)
    {
        var circuit = Screen.Circuit ?? throw new HubClosedException("the page is being loaded.");
        await circuit.NavigateAsync(to, cancellationToken);
        Volatile.Write(ref _shown, to);
    }

    /// <summary>
    /// Pauses the circuit as Blazor's script does, and closes the connection. Until <see cref="ResumeAsync"/> the page shows what it showed, and does
    /// nothing. A connection that is broken already is mended first.
    /// </summary>
    /// <returns>False when the server did not pause the circuit: the page then has to be loaded again, which <see cref="ResumeAsync"/> does.</returns>
    public async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        _pausing.TrySetResult();
        await _living.WaitAsync(cancellationToken);
        if (Screen.Failure is { } failure)
        {
            throw failure;
        }

        if (_isPaused is null)
        {
            // Not paused, should the answer not come in time.
            _isPaused = false;
            var circuit = _circuit!;
            // What the circuit says from here on is ignored: a server complains when an answer of the page meets the end of the circuit.
            circuit.Lose("the page pauses.");
            _isPaused = await circuit.PauseAsync(cancellationToken);
            await circuit.Connection.DisposeAsync();
            Tell(BrowserEventKind.Paused, _isPaused.Value ? "" : "the server did not pause the circuit.");
        }

        return _isPaused.Value;
    }

    /// <summary>
    /// Resumes the paused circuit, or loads the page again where that is gone, and returns when the page is interactive; at once when it is not paused.
    /// </summary>
    /// <returns>False when the page had to be loaded again.</returns>
    public async Task<bool> ResumeAsync(CancellationToken cancellationToken)
    {
        if (_isPaused is not { } isPaused)
        {
            return true;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, cancellationToken);
        var resumed = isPaused ? await ResumeCircuitAsync(_circuit!, either.Token) : null;
        Live(resumed ?? await LoadAsync(_circuit, either.Token));
        return resumed is not null;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _living;
        if (_circuit is not null)
        {
            await LeaveAsync(_circuit);
        }

        _site.Dispose();
        _closing.Dispose();
    }

    private async Task<bool> SendAsync(string testId, string eventName, string? value, Action? sending, CancellationToken cancellationToken)
    {
        var (circuit, handler) = await FindAsync(element => element.HasTestId(testId), eventName, cancellationToken, testId);
        sending?.Invoke();
        try
        {
            await circuit.SendEventAsync(handler, eventName, value);
            return true;
        }
        catch (HubClosedException)
        {
            return false;
        }
    }

    /// <summary>The two belong together: another page's circuit must not get this handler.</summary>
    private async Task<(Circuit Circuit, ulong Handler)> FindAsync(
        Func<IElement, bool> isWanted, string eventName, CancellationToken cancellationToken, string what = "an element")
    {
        ulong? handler = null;
        Circuit? circuit = null;
        await Screen.WaitAsync(
            screen => (circuit = screen.Circuit) is not null && (handler = screen.HandlerOf(isWanted, eventName)) is not null,
            $"{what} that takes '{eventName}'", cancellationToken);
        return (circuit!, handler!.Value);
    }

    private void Live(Circuit circuit)
    {
        (_circuit, _isPaused) = (circuit, null);
        _pausing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _living = LiveAsync(_pausing.Task, _closing.Token);
    }

    /// <summary>Keeps the page in touch with the server, until its user pauses it or closes the tab.</summary>
    private async Task LiveAsync(Task pausing, CancellationToken closing)
    {
        try
        {
            while (!pausing.IsCompleted)
            {
                var circuit = _circuit!;
                await Task.WhenAny(circuit.Connection.Ended, circuit.Moved, circuit.Failed, pausing).WaitAsync(closing);
                _circuit = await MendAsync(circuit, closing);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The tab is closed.
        }
        catch (Exception problem)
        {
            Screen.Fail(problem.Message);
        }
    }

    /// <summary>Returns the circuit that the page has from now on.</summary>
    private async Task<Circuit> MendAsync(Circuit circuit, CancellationToken closing)
    {
        var goesOn = true;
        if (circuit.Failed.IsCompleted)
        {
            throw new PageFailedException(await circuit.Failed);
        }
        else if (circuit.Moved.IsCompleted)
        {
            Tell(BrowserEventKind.Moving, await circuit.Moved);
            circuit.Lose("the page moves to another server.");
            goesOn = await circuit.PauseAsync(closing);
            await circuit.Connection.DisposeAsync();
        }
        else if (circuit.Connection.Ended is { IsCompleted: true } ended)
        {
            circuit.Lose(await ended);
            Tell(BrowserEventKind.Lost, await ended);
            await circuit.Connection.DisposeAsync();
            if (await TryUntilDoneAsync(() => ConnectAsync(circuit, connection => circuit.ReconnectAsync(connection, closing), closing), closing))
            {
                Tell(BrowserEventKind.Reconnected, "");
                return circuit;
            }
        }
        else
        {
            return circuit;
        }

        return (goesOn ? await ResumeCircuitAsync(circuit, closing) : null) ?? await LoadAsync(circuit, closing);
    }

    /// <summary>Null when the server has nothing to resume.</summary>
    private async Task<Circuit?> ResumeCircuitAsync(Circuit before, CancellationToken cancellationToken)
    {
        var circuit = await TryUntilDoneAsync(async () =>
        {
            var next = new Circuit(Screen, _time);
            return await ConnectAsync(next, ResumeAsync, cancellationToken) ? next : null;

            async Task<bool> ResumeAsync(CircuitConnection connection) =>
                await next.ResumeAsync(before, connection, _site.Address, _shown!, cancellationToken) && await IsRenderedAsync(next, cancellationToken);
        }, cancellationToken);
        if (circuit is not null)
        {
            Tell(BrowserEventKind.Resumed, "");
        }

        return circuit;
    }

    private Task<Circuit> LoadAsync(Circuit? before, CancellationToken cancellationToken) => TryUntilDoneAsync(async () =>
    {
        var query = before is null || !_knowsTabs ? "" : $"{(_path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}_tab={Tab}";
        var page = await _site.LoadAsync(_path + query, cancellationToken);
        // Only an app that names the tab on its pages knows of tabs.
        _knowsTabs = page.Tab is not null;
        Volatile.Write(ref _shown, new Uri(_site.Address, _path));
        // Until the answer is there the page before is shown, and may be used.
        var circuit = new Circuit(Screen, _time);
        Screen.Load(page, circuit);
        if (before is not null)
        {
            await LeaveAsync(before);
        }

        await ConnectAsync(circuit, async connection =>
        {
            await circuit.StartAsync(connection, _site.Address, _shown!, page, cancellationToken);
            return await IsRenderedAsync(circuit, cancellationToken);
        }, cancellationToken);
        Tell(BrowserEventKind.Opened, page.Tab ?? "");
        return circuit;
    }, cancellationToken);

    /// <summary>Opens a connection for a circuit, and closes it again where the circuit does not begin, or go on, on it.</summary>
    private async Task<bool> ConnectAsync(Circuit circuit, Func<CircuitConnection, Task<bool>> begin, CancellationToken cancellationToken)
    {
        var connection = await _site.ConnectAsync(_knowsTabs ? Tab : null, circuit.Listen, cancellationToken);
        var isGood = false;
        try
        {
            return isGood = await begin(connection);
        }
        finally
        {
            if (!isGood)
            {
                await connection.DisposeAsync();
            }
        }
    }

    /// <summary>Returns true after the first render of a circuit; throws where none can come any more.</summary>
    private async Task<bool> IsRenderedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rendered = Screen.WaitAsync(screen => screen.Circuit == circuit, "its first render", enough.Token);
        if (await Task.WhenAny(rendered, circuit.Failed, circuit.Connection.Ended) == rendered)
        {
            await rendered;
            return true;
        }

        await enough.CancelAsync();
        throw circuit.Failed.IsCompleted ? new PageFailedException(await circuit.Failed) : new HubClosedException(await circuit.Connection.Ended);
    }

    /// <summary>
    /// Waits between tries as the page's script does: not at all, then anything up to a limit that doubles, so that many pages that lose one replica at
    /// once come back spread over the whole interval.
    /// </summary>
    private async Task<T> TryUntilDoneAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var limit = FirstRetry; ; limit = limit * 2 < LongestRetry ? limit * 2 : LongestRetry)
        {
            try
            {
                return await attempt();
            }
            catch (Exception problem) when (problem is RefusedException { IsFinal: false } or HubClosedException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Tell(BrowserEventKind.Refused, problem.Message, problem);
                await Task.Delay((problem as RefusedException)?.RetryAfter ?? limit * _random.NextDouble(), _time, cancellationToken);
            }
        }
    }

    /// <summary>What a browser does for a page that is replaced: its connection is closed, and the app is told. It may be called again.</summary>
    private async Task LeaveAsync(Circuit circuit)
    {
        if (circuit.Secret is not { } secret)
        {
            return;
        }

        await circuit.Connection.DisposeAsync();
        using var limit = new CancellationTokenSource(LeaveLimit, _time);
        try
        {
            await _site.LeaveAsync(secret, limit.Token);
        }
        catch (Exception problem) when (problem is RefusedException or HttpRequestException or OperationCanceledException)
        {
            // The app is gone, and the circuit with it.
        }
    }

    private void Tell(BrowserEventKind kind, string text, Exception? problem = null) => Happened?.Invoke(new BrowserEvent(kind, text, problem));
}
