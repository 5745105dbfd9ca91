using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>One confirmed click.</summary>
/// <param name="Due">When the user wanted to click; the page may not have let them at once, and a fault may have taken the first tries.</param>
/// <param name="Confirmed">When its value was on the screen.</param>
internal readonly record struct ClickSpan(TimeSpan Due, TimeSpan Confirmed);

/// <summary>
/// The clicks of one user on a counter that begins at 0 and that each click makes one larger. A click is confirmed when the screen shows it.
/// </summary>
internal sealed class UserClicks(string user, Func<TimeSpan> now)
{
    private const int LinesBefore = 12;
    private const int LinesAfter = 4;

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<ClickSpan> _answered = [];
    private (string Fact, int Line)? _loss;
    private (string Fact, int Line)? _oldScreen;
    private int _shown;
    private int _confirmed;
    private int _least;
    private int _most;
    private int _gone;
    private int _page;
    private int _clickedPage;

    public int Clicks { get; private set; }

    /// <summary>The clicks that the screen has shown to be counted.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Confirmed clicks that the screen did not show any more when the user clicked again.</summary>
    public int Lost { get; private set; }

    /// <summary>Counts on the screen that no click explains.</summary>
    public int Duplicated { get; private set; }

    /// <summary>How many times the screen showed a lower value than before, be it for a moment.</summary>
    public int OldScreens { get; private set; }

    /// <summary>What has gone wrong so far; a lower value on the screen is wrong too when it was there for a moment only.</summary>
    public string? Violation => Describe(() => Earlier(_loss, _oldScreen));

    /// <summary>What has gone wrong so far, not counting lower values that were gone before the user clicked again.</summary>
    public string? Loss => Describe(() => _loss);

    /// <summary>The time that spans are told in, and lines are written with.</summary>
    public TimeSpan Now => now();

    /// <summary>A click that was due at that moment is confirmed now, whatever it took until then.</summary>
    public void Answered(TimeSpan due)
    {
        lock (_lock)
        {
            _answered.Add(new ClickSpan(due, now()));
        }
    }

    /// <summary>The clicks that were confirmed at that moment or later.</summary>
    public IReadOnlyList<ClickSpan> AnsweredSince(TimeSpan moment)
    {
        lock (_lock)
        {
            return [.. _answered.Where(span => span.Confirmed >= moment)];
        }
    }

    /// <summary>Gives the number of the click. To be called before it is sent.</summary>
    public int Clicked()
    {
        lock (_lock)
        {
            SettleNeedsLock();
            if (_page != _clickedPage)
            {
                (_clickedPage, _most) = (_page, _shown);
            }

            _least++;
            _most++;
            AddNeedsLock($"click {++Clicks}");
            return Clicks;
        }
    }

    /// <summary>A value is on the screen. A click that was not confirmed, and that a new page does not show until it is clicked on, may be lost.</summary>
    public void Shown(int value, int page)
    {
        lock (_lock)
        {
            AddNeedsLock($"page {page} shows {value}");
            if (value < _shown)
            {
                OldScreens++;
                _oldScreen ??= ($"{value} was shown after {_shown} had been shown", _lines.Count);
            }
            else if (value > _most + _gone)
            {
                _loss ??= ($"{value} was shown, but the clicks make {_most} at most, so one was counted twice", _lines.Count);
                Duplicated += value - _most - _gone;
            }

            if (value > _most)
            {
                // What was lost before may have come back.
                (_most, _gone) = (value, 0);
            }

            Confirmed += Math.Max(0, value - _confirmed);
            _shown = value;
            _confirmed = Math.Max(_confirmed, value);
            _least = Math.Max(_least, _confirmed);
            if (page != _page)
            {
                (_page, _least) = (page, _confirmed);
            }
        }
    }

    /// <summary>Something broke: clicks that are not confirmed yet may be lost, or may still come in.</summary>
    public void Fault(string what)
    {
        lock (_lock)
        {
            _least = _confirmed;
            AddNeedsLock(what);
        }
    }

    /// <summary>Something happened that excuses nothing.</summary>
    public void Note(string what)
    {
        lock (_lock)
        {
            AddNeedsLock(what);
        }
    }

    /// <summary>The user is done: what is not on the screen now is lost.</summary>
    public void End()
    {
        lock (_lock)
        {
            SettleNeedsLock();
            if (_shown < _least)
            {
                _loss ??= ($"{_shown} is shown at the end, but {_least} clicks met with no fault, so one was lost", _lines.Count);
            }
        }
    }

    /// <summary>A lower value that is still there when the user goes on has come to stay.</summary>
    private void SettleNeedsLock()
    {
        if (_shown < _confirmed)
        {
            _loss ??= ($"{_shown} is shown, but {_confirmed} clicks had been confirmed", _lines.Count);
            Lost += _confirmed - _shown;
            _gone += _most - _shown;
            (_confirmed, _least, _most) = (_shown, _shown, _shown);
        }
    }

    private static (string Fact, int Line)? Earlier((string Fact, int Line)? one, (string Fact, int Line)? other) =>
        one is null || other?.Line <= one.Value.Line ? other : one;

    private void AddNeedsLock(string line) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{now().TotalSeconds,9:0.000} s  {line}"));

    private string? Describe(Func<(string Fact, int Line)?> find)
    {
        lock (_lock)
        {
            if (find() is not var (fact, line))
            {
                return null;
            }

            var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"User '{user}': {fact}. The lines around it:");
            var first = Math.Max(0, line - LinesBefore);
            return text.AppendJoin(Environment.NewLine, _lines.Skip(first).Take(line - first + LinesAfter)).ToString();
        }
    }
}
