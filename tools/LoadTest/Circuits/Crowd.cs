using System.Globalization;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>Users who click on the counter until they are told to stop.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const string Path = "/counter";

    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly List<HeadlessBrowser> _browsers = [];
    private readonly List<ClickingUser> _users = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit;
    private Task _clicking = Task.CompletedTask;

    private Crowd(Uri address, TimeProvider time, CancellationToken limit)
    {
        (_address, _time) = (address, time);
        _limit = CancellationTokenSource.CreateLinkedTokenSource(limit);
    }

    public IReadOnlyList<HeadlessBrowser> Browsers => _browsers;

    public IReadOnlyList<ClickingUser> Users => _users;

    /// <summary>Opens the page for every user.</summary>
    /// <param name="limit">Ends what would hang, now and later.</param>
    public static async Task<Crowd> OpenAsync(Uri address, int users, ClickHistory history, TimeProvider time, CancellationToken limit)
    {
        var crowd = new Crowd(address, time, limit);
        try
        {
            for (var number = 1; number <= users; number++)
            {
                var browser = new HeadlessBrowser(address, time, seed: number);
                crowd._browsers.Add(browser);
                crowd._users.Add(new ClickingUser(browser, history.Of(number.ToString(CultureInfo.InvariantCulture)), time));
                await browser.OpenAsync(Path, limit);
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
    public void Start(TimeSpan think) => _clicking = Task.WhenAll(_users.Select(user => user.ClickUntilAsync(think, _stop.Token, _limit.Token)));

    /// <summary>Returns after so many more confirmed clicks of all together.</summary>
    public async Task ClickedAsync(int more, CancellationToken limit)
    {
        var wanted = Confirmed + more;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit);
        // The click that is wanted shows on one screen, any of them.
        Task[] waits = [.. _browsers.Select(browser => browser.Screen.WaitAsync(_ => Confirmed >= wanted, "the wanted click", enough.Token))];
        await WhileClickingAsync(await Task.WhenAny(waits));
        await enough.CancelAsync();
        await Task.WhenAll(waits).ContinueWith(ended => ended.Exception, TaskScheduler.Default);
    }

    /// <summary>Returns when each user has had a click confirmed since the call.</summary>
    public Task EverybodyClickedAsync(CancellationToken limit) => WhileClickingAsync(Task.WhenAll(_users.Zip(_browsers, (user, browser) =>
    {
        var before = user.Clicks.Confirmed;
        return browser.Screen.WaitAsync(_ => user.Clicks.Confirmed > before, "a confirmed click", limit);
    })));

    /// <summary>Returns when no page says that something on it is not saved yet.</summary>
    public Task EverybodySavedAsync(CancellationToken limit) => WhileClickingAsync(Task.WhenAll(
        _browsers.Select(browser => browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is null, "the end of the notice that it is not saved", limit))));

    /// <summary>Every user opens the page again, one after the other, and so sees what the app has kept of it. Call it when they have stopped.</summary>
    public async Task ReopenAsync(CancellationToken limit)
    {
        foreach (var (user, browser) in _users.Zip(_browsers))
        {
            await using var again = new HeadlessBrowser(_address, _time, browser.Cookies, browser.Tab);
            await again.OpenAsync(Path, limit);
            user.Reopened(again.Screen);
        }
    }

    /// <summary>Lets each user finish the click that is under way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _clicking;
    }

    public async ValueTask DisposeAsync()
    {
        await _limit.CancelAsync();
        await _clicking.ContinueWith(_ => { }, TaskScheduler.Default);
        await Task.WhenAll(_browsers.Select(browser => browser.DisposeAsync().AsTask()));
        _stop.Dispose();
        _limit.Dispose();
    }

    private int Confirmed => _users.Sum(user => user.Clicks.Confirmed);

    /// <summary>A user who cannot go on ends the wait with the reason.</summary>
    private async Task WhileClickingAsync(Task task) => await await Task.WhenAny(task, _clicking);
}
