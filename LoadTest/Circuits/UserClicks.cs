using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>
/// The clicks of one user on a counter that begins at 0 and that each click makes one larger. A click is confirmed when the screen shows it.
/// </summary>
internal sealed class UserClicks(string user, Func<TimeSpan> now)
{
    private const int ContextLines = 12;

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private string? _violation;
    private int _shown;
    private int _least;
    private int _most;
    private int _page;
    private int _clicks;

    public int Clicks => _clicks;

    /// <summary>The clicks that the screen has shown to be counted.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Confirmed clicks that the screen has not shown any more later on.</summary>
    public int Lost { get; private set; }

    /// <summary>What has gone wrong so far.</summary>
    public string? Violation
    {
        get
        {
            lock (_lock)
            {
                return _violation;
            }
        }
    }

    /// <summary>Gives the number of the click. To be called before it is sent.</summary>
    public int Clicked()
    {
        lock (_lock)
        {
            _least++;
            _most++;
            AddNeedsLock($"click {++_clicks}");
            return _clicks;
        }
    }

    /// <summary>A value is on the screen. A click that was not confirmed and that a new page does not show is lost, as it may be.</summary>
    public void Shown(int value, int page)
    {
        lock (_lock)
        {
            AddNeedsLock($"page {page} shows {value}");
            if (value < _shown)
            {
                FailNeedsLock($"{value} was shown after {_shown} had been shown");
            }
            else if (value > _most)
            {
                FailNeedsLock($"{value} was shown, but the clicks make {_most} at most, so one was counted twice");
            }
            if (page != _page)
            {
                (_page, _least, _most) = (page, value, value);
            }
            Confirmed += Math.Max(0, value - _shown);
            Lost += Math.Max(0, _shown - value);
            _shown = value;
            _least = Math.Max(_least, _shown);
        }
    }

    /// <summary>Something broke: clicks that are not confirmed yet may be lost, or may still come in.</summary>
    public void Fault(string what)
    {
        lock (_lock)
        {
            _least = _shown;
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

    public string? Check()
    {
        lock (_lock)
        {
            if (_violation is null && _shown < _least)
            {
                FailNeedsLock($"{_shown} is shown at the end, but {_least} clicks met with no fault, so one was lost");
            }
            return _violation;
        }
    }

    private void AddNeedsLock(string line) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{now().TotalSeconds,9:0.000} s  {line}"));

    private void FailNeedsLock(string fact)
    {
        if (_violation is not null)
        {
            return;
        }
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"User '{user}': {fact}. Its last lines:");
        _violation = text.AppendJoin(Environment.NewLine, _lines.TakeLast(ContextLines)).ToString();
    }
}
