namespace BlazorAspire.LoadTest.Circuits;

/// <summary>Users who click on the counter until they are told to stop, each one click after the confirmation of the other.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const string Path = "/counter";

    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly List<CrowdUser> _users = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit;
    private Task _clicking = Task.CompletedTask;

    private Crowd(Uri address, TimeProvider time, CancellationToken limit)
    {
        (_address, _time, _start) = (address, time, time.GetTimestamp());
        _limit = CancellationTokenSource.CreateLinkedTokenSource(limit);
    }

    public IReadOnlyList<CrowdUser> Users => _users;

    /// <summary>The time that spans of clicks are told in.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    public ClickFaults Faults => _users.Aggregate(default(ClickFaults), (sum, user) => sum + user.Clicks.Faults);

    /// <summary>The first thing that has gone wrong so far, with what came before it. Clicks under way are no matter yet.</summary>
    public string? Violation => _users.Select(user => user.Clicks.Violation).FirstOrDefault(violation => violation is not null);

    /// <summary>Opens the page for every user.</summary>
    /// <param name="limit">Ends what would hang, now and later.</param>
    public static async Task<Crowd> OpenAsync(Uri address, int users, TimeProvider time, CancellationToken limit)
    {
        var crowd = new Crowd(address, time, limit);
        try
        {
            for (var number = 1; number <= users; number++)
            {
                var history = new ClickHistory(number.ToString(CultureInfo.InvariantCulture), () => crowd.Now);
                crowd._users.Add(new CrowdUser(new HeadlessBrowser(address, time, seed: number), history, () => crowd.Now));
                await crowd._users[^1].Browser.OpenAsync(Path, limit);
            }

            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets every user click.</summary>
    /// <param name="think">How long each waits from the confirmation of a click to the next click.</param>
    public void Start(TimeSpan think) => _clicking = Task.WhenAll(_users.Select(async user =>
    {
        while (!_stop.IsCancellationRequested)
        {
            await user.ClickAsync(_limit.Token);
            // Not ended early: a user who thinks does not notice.
            await Task.Delay(think, _time, _limit.Token);
        }
    }));

    /// <summary>Returns when a user has had so many clicks confirmed since the call.</summary>
    public Task ClickedAsync(CrowdUser user, int more, CancellationToken limit)
    {
        var wanted = user.Clicks.Confirmed + more;
        return WhileClickingAsync(user.Browser.Screen.WaitAsync(_ => user.Clicks.Confirmed >= wanted, "a confirmed click", limit));
    }

    /// <summary>Returns when each user has had a click confirmed since the call.</summary>
    public Task EverybodyClickedAsync(CancellationToken limit) => Task.WhenAll(_users.Select(user => ClickedAsync(user, 1, limit)));

    /// <summary>Returns when no page says that something on it is not saved yet.</summary>
    public Task EverybodySavedAsync(CancellationToken limit) => WhileClickingAsync(Task.WhenAll(_users.Select(user =>
        user.Browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is null, "the end of the notice that it is not saved", limit))));

    /// <summary>Every user opens the page again, one after the other, and so sees what the app has kept of it. Call it when they have stopped.</summary>
    public async Task ReopenAsync(CancellationToken limit)
    {
        foreach (var user in _users)
        {
            await using var again = new HeadlessBrowser(_address, _time, user.Browser.Cookies, user.Browser.Tab);
            await again.OpenAsync(Path, limit);
            user.Clicks.Shown(CrowdUser.Count(again.Screen), user.Browser.Screen.PageNumber + again.Screen.PageNumber);
        }
    }

    /// <summary>Lets each user finish the click that is under way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _clicking;
    }

    /// <summary>The first thing that went wrong, with what came before it; null when nothing did. Call it when every user is done.</summary>
    public string? Check()
    {
        _users.ForEach(user => user.Clicks.End());
        return Violation;
    }

    public async ValueTask DisposeAsync()
    {
        await _limit.CancelAsync();
        await _clicking.ContinueWith(_ => { }, TaskScheduler.Default);
        await Task.WhenAll(_users.Select(user => user.Browser.DisposeAsync().AsTask()));
        _stop.Dispose();
        _limit.Dispose();
    }

    /// <summary>A user who cannot go on ends the wait with the reason.</summary>
    private async Task WhileClickingAsync(Task task) => await await Task.WhenAny(task, _clicking);
}

/// <summary>One of them, who writes down what the screen shows.</summary>
internal sealed class CrowdUser
{
    private readonly Func<TimeSpan> _now;

    public CrowdUser(HeadlessBrowser browser, ClickHistory clicks, Func<TimeSpan> now)
    {
        (Browser, Clicks, _now) = (browser, clicks, now);
        browser.Screen.Changed += screen =>
        {
            if (Count(screen) is >= 0 and var count)
            {
                clicks.Shown(count, screen.PageNumber);
            }
        };
        browser.Happened += happened => clicks.Note($"{happened.Kind} {happened.Text}");
    }

    public HeadlessBrowser Browser { get; }

    public ClickHistory Clicks { get; }

    /// <summary>What the counter shows; -1 where there is none.</summary>
    public static int Count(Screen screen) =>
        int.TryParse(screen.TextOf("counter-value"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;

    /// <summary>Clicks, and clicks again where a fault took the click, until the screen shows a larger value.</summary>
    public async Task ClickAsync(CancellationToken limit)
    {
        var due = _now();
        while (!await ClickOnceAsync(limit))
        {
        }

        Clicks.Answered(due);
    }

    /// <summary>True when the click was confirmed, false when the connection was another before it was.</summary>
    private async Task<bool> ClickOnceAsync(CancellationToken limit)
    {
        var (before, connection) = (0, 0);
        var sent = await Browser.ClickAsync("counter-button", limit, () =>
        {
            (before, connection) = (Count(Browser.Screen), Browser.Screen.ConnectionNumber);
            Clicks.Clicked();
        });
        if (!sent)
        {
            Clicks.Note("the click was not sent");
        }

        await Browser.Screen.WaitAsync(screen => Count(screen) > before || screen.ConnectionNumber != connection, "a larger number", limit);
        return Count(Browser.Screen) > before;
    }
}
