using System.Net;
using System.Security.Cryptography;
using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>
/// One tab of one user's browser, without a browser: it opens a page, keeps its circuit, and on a loss or a move does what the page's script does.
/// Tabs of one user share the cookies.
/// </summary>
internal sealed class HeadlessBrowser : IAsyncDisposable
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);

    private readonly Site _site;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly CancellationTokenSource _closing = new();
    private string _path = "";
    private Uri? _shown;
    private bool _knowsTabs = true;
    private Task _living = Task.CompletedTask;
    private Circuit? _circuit;
    private PagePause _pause = new();

    public HeadlessBrowser(Uri address, TimeProvider time, CookieContainer? cookies = null, string? tab = null, int seed = 0)
    {
        _site = new Site(address, cookies ?? new CookieContainer(), time);
        _time = time;
        _random = new Random(seed);
        Tab = tab ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>What happens to the page without its user. Called on any thread, one at a time.</summary>
    public event Action<BrowserEvent>? Happened;

    public CookieContainer Cookies => _site.Cookies;

    public string Tab { get; }

    public Screen Screen { get; } = new();

    /// <summary>Only an app that names the tab on its pages knows of tabs.</summary>
    private string? TabToTell => _knowsTabs ? Tab : null;

    /// <summary>The secret of the circuit that the page has now.</summary>
    public string? CircuitSecret => _circuit?.Secret;

    /// <summary>Opens a page as a user does who types its address, and returns when it is interactive.</summary>
    public async Task OpenAsync(string path, CancellationToken cancellationToken)
    {
        _path = path;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, cancellationToken);
        _circuit = await LoadAsync(null, either.Token);
        _living = LiveAsync(_closing.Token);
    }

    /// <summary>Gets something with the cookies of this browser, such as <c>/replica</c>.</summary>
    public Task<string> GetAsync(string path, CancellationToken cancellationToken) => _site.GetAsync(path, cancellationToken);

    /// <summary>Clicks as soon as a user could. False when the connection is broken, so that the click was not sent, or may not have arrived.</summary>
    /// <param name="clicking">Called right before the click is sent.</param>
    public Task<bool> ClickAsync(string testId, CancellationToken cancellationToken, Action? clicking = null) => SendAsync(testId, "click", null, cancellationToken, clicking);

    /// <summary>Types without leaving the field. False as for a click.</summary>
    public Task<bool> InputAsync(string testId, string value, CancellationToken cancellationToken) => SendAsync(testId, "input", value, cancellationToken);

    /// <summary>Types and leaves the field. False as for a click.</summary>
    public Task<bool> ChangeAsync(string testId, string value, CancellationToken cancellationToken) => SendAsync(testId, "change", value, cancellationToken);

    /// <summary>Causes an event once a user can, and returns when the app has handled it and what it rendered is on the screen.</summary>
    /// <param name="value">What a field holds then; null for an event of the mouse or of a form.</param>
    /// <exception cref="HubClosedException">The connection broke before the app said so.</exception>
    /// <exception cref="PageFailedException">The page is of no more use.</exception>
    /// <exception cref="TimeoutException">No such element came up in time.</exception>
    public async Task CauseAsync(Func<ElementNode, bool> isWanted, string eventName, string? value, CancellationToken cancellationToken)
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
    /// Pauses the circuit as Blazor's script does, and closes the connection. Until <see cref="ResumeAsync"/> the page shows what it showed, and
    /// does nothing; a connection that breaks meanwhile is not mended. One that is broken already is mended first.
    /// </summary>
    /// <returns>False when the server did not pause the circuit: the page then has to be loaded again, which <see cref="ResumeAsync"/> does.</returns>
    /// <exception cref="PageFailedException">The page is of no more use.</exception>
    /// <exception cref="OperationCanceledException">It took too long. The page may still pause; a second call waits for the same pause.</exception>
    public async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        var pause = Volatile.Read(ref _pause);
        pause.Want();
        return await pause.Paused.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Resumes the paused circuit, or loads the page again where that is gone, and returns when the page is interactive. Returns at once when the
    /// page is not paused.
    /// </summary>
    /// <returns>False when the page had to be loaded again.</returns>
    /// <exception cref="PageFailedException">The page is of no more use.</exception>
    /// <exception cref="OperationCanceledException">It took too long. The page goes on trying; a second call waits for the same resumption.</exception>
    /// <exception cref="TimeoutException">The circuit goes on, but did not render in time.</exception>
    public async Task<bool> ResumeAsync(CancellationToken cancellationToken)
    {
        var pause = Volatile.Read(ref _pause);
        if (!pause.Wanted.IsCompleted)
        {
            return true;
        }

        var paused = Screen.Circuit;
        pause.WantResume();
        var isSame = await pause.Resumed.WaitAsync(cancellationToken);
        await Screen.WaitAsync(screen => screen.Circuit is { } shown && shown != paused, "the first render after a pause", cancellationToken);
        return isSame;
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

    private async Task<bool> SendAsync(string testId, string eventName, string? value, CancellationToken cancellationToken, Action? sending = null)
    {
        var (circuit, handler) = await FindAsync(element => element.TestId == testId, eventName, cancellationToken, testId);
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
    private async Task<(Circuit Circuit, ulong Handler)> FindAsync(Func<ElementNode, bool> isWanted, string eventName, CancellationToken cancellationToken, string what = "an element")
    {
        Circuit? circuit = null;
        ulong? handler = null;
        await Screen.WaitAsync(screen => (circuit = screen.Circuit) is not null && (handler = screen.HandlerOf(isWanted, eventName)) is not null, $"{what} that takes '{eventName}'", cancellationToken);
        return (circuit!, handler!.Value);
    }

    private async Task LiveAsync(CancellationToken closing)
    {
        try
        {
            while (_circuit is { Connection: { } connection } circuit)
            {
                var first = await Task.WhenAny(connection.Ended, circuit.Moved, circuit.Failed, _pause.Wanted).WaitAsync(closing);
                _circuit = await NextAsync(circuit, connection, first, closing);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The tab is closed.
            _pause.End(new HubClosedException("the page is closed."));
        }
        catch (Exception problem)
        {
            _pause.End(Screen.Fail(problem.Message));
        }
    }

    private async Task<Circuit> NextAsync(Circuit circuit, CircuitConnection connection, Task<string> first, CancellationToken closing)
    {
        if (circuit.Failed.IsCompleted)
        {
            throw new PageFailedException(await circuit.Failed);
        }

        if (first == circuit.Moved)
        {
            Tell(BrowserEventKind.Moving, await first);
            circuit.Lose("the page moves to another server.");
            // As the page's script does: nothing new is shown once the next page is asked for.
            await connection.DisposeAsync();
            return await LoadAsync(circuit, closing);
        }

        circuit.Lose(await first);
        if (first == _pause.Wanted)
        {
            return await LivePauseAsync(circuit, connection, closing);
        }

        Tell(BrowserEventKind.Lost, await first);
        await connection.DisposeAsync();
        return await TryUntilDoneAsync(() => ReconnectAsync(circuit, closing), closing) ? circuit : await LoadAsync(circuit, closing);
    }

    /// <summary>The whole pause: from the wish of the user to the circuit that the page has afterwards.</summary>
    private async Task<Circuit> LivePauseAsync(Circuit circuit, CircuitConnection connection, CancellationToken closing)
    {
        // What the circuit says from here on is ignored: a server complains when an answer of the page meets the end of the circuit.
        var isPaused = await circuit.PauseAsync(closing);
        await connection.DisposeAsync();
        Tell(BrowserEventKind.Paused, isPaused ? "" : "the server did not pause the circuit.");
        _pause.SetPaused(isPaused);
        await _pause.ResumeWanted.WaitAsync(closing);

        var resumed = isPaused ? await TryUntilDoneAsync(() => ResumeOnceAsync(circuit, closing), closing) : null;
        var next = resumed ?? await LoadAsync(circuit, closing);
        var over = _pause;
        _circuit = next;
        Volatile.Write(ref _pause, new PagePause());
        over.SetResumed(resumed is not null);
        return next;
    }

    /// <summary>Null when the server has nothing to resume.</summary>
    private async Task<Circuit?> ResumeOnceAsync(Circuit paused, CancellationToken closing)
    {
        var circuit = new Circuit(Screen, _time);
        var connection = await _site.ConnectAsync(TabToTell, circuit, closing);
        try
        {
            if (await circuit.ResumeAsync(paused, connection, _site.Address, _shown!, closing))
            {
                Tell(BrowserEventKind.Resumed, "");
                return circuit;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>False when the circuit is gone, and the page has to be loaded again.</summary>
    private async Task<bool> ReconnectAsync(Circuit circuit, CancellationToken closing)
    {
        var connection = await _site.ConnectAsync(TabToTell, circuit, closing);
        if (await circuit.ReconnectAsync(connection, closing))
        {
            Tell(BrowserEventKind.Reconnected, "");
            return true;
        }

        await connection.DisposeAsync();
        return false;
    }

    private Task<Circuit> LoadAsync(Circuit? before, CancellationToken cancellationToken) =>
        TryUntilDoneAsync(() => LoadOnceAsync(before, cancellationToken), cancellationToken);

    private async Task<Circuit> LoadOnceAsync(Circuit? before, CancellationToken cancellationToken)
    {
        var query = before is null || !_knowsTabs ? "" : $"{(_path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}_tab={Tab}";
        var page = await _site.LoadAsync(_path + query, cancellationToken);
        _knowsTabs = page.Tab is not null;
        Volatile.Write(ref _shown, new Uri(_site.Address, _path));
        // Until the answer is there the page before is shown, and may be used.
        var circuit = new Circuit(Screen, _time);
        Screen.Load(page, circuit);
        if (before is not null)
        {
            await LeaveAsync(before);
        }

        var connection = await _site.ConnectAsync(TabToTell, circuit, cancellationToken);
        try
        {
            await circuit.StartAsync(connection, _site.Address, _shown!, page, cancellationToken);
            await FirstRenderAsync(circuit, connection, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        Tell(BrowserEventKind.Opened, page.Tab ?? "");
        return circuit;
    }

    private async Task FirstRenderAsync(Circuit circuit, CircuitConnection connection, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rendered = Screen.WaitAsync(s => s.IsInteractive, "its first render", enough.Token);
        var first = await Task.WhenAny(rendered, circuit.Failed, connection.Ended);
        if (first == rendered)
        {
            await rendered;
            return;
        }

        await enough.CancelAsync();
        throw circuit.Failed.IsCompleted ? new PageFailedException(await circuit.Failed) : new HubClosedException(await connection.Ended);
    }

    private async Task<T> TryUntilDoneAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_random);
        var wait = backoff.Next();
        while (true)
        {
            await Task.Delay(wait, _time, cancellationToken);
            try
            {
                return await attempt();
            }
            catch (Exception problem) when (problem is RefusedException { IsFinal: false } or HubClosedException)
            {
                Tell(BrowserEventKind.Refused, problem.Message, problem);
                wait = (problem as RefusedException)?.RetryAfter ?? backoff.Next();
            }
        }
    }

    /// <summary>What a browser does for a page that is replaced: its connection is closed, and the app is told. It may be called again.</summary>
    private async Task LeaveAsync(Circuit circuit)
    {
        if (circuit.Connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        if (circuit.Secret is not { } secret)
        {
            return;
        }

        using var limit = new CancellationTokenSource(LeaveLimit, _time);
        try
        {
            await _site.LeaveAsync(secret, limit.Token);
        }
        catch (Exception problem) when (problem is RefusedException or OperationCanceledException)
        {
            // The app is gone, and the circuit with it.
        }
    }

    private void Tell(BrowserEventKind kind, string text, Exception? problem = null) => Happened?.Invoke(new BrowserEvent(kind, text, problem));
}
