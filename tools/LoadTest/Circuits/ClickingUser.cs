using System.Globalization;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>Clicks on a counter, one click after the confirmation of the other, and writes down what the screen shows.</summary>
internal sealed class ClickingUser
{
    private const string Value = "counter-value";
    private const string Button = "counter-button";

    private readonly HeadlessBrowser _browser;
    private readonly UserClicks _clicks;
    private readonly TimeProvider _time;

    public ClickingUser(HeadlessBrowser browser, UserClicks clicks, TimeProvider time)
    {
        (_browser, _clicks, _time) = (browser, clicks, time);
        browser.Screen.Changed += OnChanged;
        browser.Happened += OnHappened;
    }

    public UserClicks Clicks => _clicks;

    /// <summary>Clicks until told to stop, and returns when the last click is confirmed.</summary>
    public async Task ClickUntilAsync(TimeSpan think, CancellationToken stop, CancellationToken limit)
    {
        while (!stop.IsCancellationRequested)
        {
            await ClickUntilConfirmedAsync(limit);
            if (think > TimeSpan.Zero)
            {
                // Not ended early: a user who thinks does not notice.
                await Task.Delay(think, _time, limit);
            }
        }
    }

    /// <summary>Clicks, and clicks again where a fault took the click, until the screen shows a larger value.</summary>
    public async Task ClickUntilConfirmedAsync(CancellationToken limit)
    {
        var due = _clicks.Now;
        while (!await ClickOnceAsync(limit))
        {
        }

        _clicks.Answered(due);
    }

    /// <summary>Notes what a page shows that the user has opened again.</summary>
    /// <param name="screen">Of a browser with the same cookies and the same tab.</param>
    public void Reopened(Screen screen) => _clicks.Shown(Number(screen), _browser.Screen.PageNumber + screen.PageNumber);

    /// <summary>True when the click was confirmed, false when the connection was another before it was.</summary>
    private async Task<bool> ClickOnceAsync(CancellationToken limit)
    {
        var screen = _browser.Screen;
        var before = 0;
        var connection = 0;
        var sent = await _browser.ClickAsync(Button, limit, () =>
        {
            (before, connection) = (Number(screen), screen.ConnectionNumber);
            _clicks.Clicked();
        });
        if (!sent)
        {
            _clicks.Fault("the click was not sent");
        }

        await screen.WaitAsync(s => Number(s) > before || s.ConnectionNumber != connection, "a larger number", limit);
        return Number(screen) > before;
    }

    private static int Number(Screen screen) =>
        int.TryParse(screen.TextOf(Value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private void OnChanged(Screen screen)
    {
        if (Number(screen) is >= 0 and var number)
        {
            _clicks.Shown(number, screen.PageNumber);
        }
    }

    private void OnHappened(BrowserEvent happened)
    {
        var line = $"{happened.Kind} {happened.Text}";
        if (happened.Kind is BrowserEventKind.Lost or BrowserEventKind.Moving)
        {
            _clicks.Fault(line);
        }
        else
        {
            _clicks.Note(line);
        }
    }
}
