namespace BlazorAspire.LoadTest.Circuits;

/// <summary>One confirmed click.</summary>
/// <param name="Due">When the user wanted to click; the page may not have let them at once, and a fault may have taken the first tries.</param>
internal readonly record struct ClickSpan(TimeSpan Due, TimeSpan Confirmed);

/// <summary>What went wrong with clicks.</summary>
/// <param name="Lost">Confirmed clicks that the screen did not show any more when the user went on.</param>
/// <param name="WentBack">How many times the screen showed a lower value than before, be it for a moment.</param>
/// <param name="Duplicated">Counts that no click explains.</param>
internal readonly record struct ClickFaults(int Lost, int WentBack, int Duplicated)
{
    public static ClickFaults operator +(ClickFaults one, ClickFaults other) =>
        new(one.Lost + other.Lost, one.WentBack + other.WentBack, one.Duplicated + other.Duplicated);

    public static ClickFaults operator -(ClickFaults one, ClickFaults other) => one + new ClickFaults(-other.Lost, -other.WentBack, -other.Duplicated);
}

/// <summary>
/// The clicks of one user on a counter that begins at 0 and that each click makes one larger. A click is confirmed when the screen shows it.
/// </summary>
internal sealed class ClickHistory(string user, Func<TimeSpan> now)
{
    private const int LinesBefore = 12;
    private const int LinesAfter = 4;

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<ClickSpan> _answered = [];
    private (string Fact, int Line)? _violation;
    private int _page;
    private int _clickedPage;
    private int _shown;
    private int _highest;

    // What the clicks can have made of the counter at most.
    private int _most;

    /// <summary>The clicks that were sent.</summary>
    public int Clicks { get; private set; }

    /// <summary>The clicks that the screen has shown to be counted.</summary>
    public int Confirmed { get; private set; }

    public ClickFaults Faults { get; private set; }

    /// <summary>The first thing that has gone wrong, with what came before it; null when nothing did.</summary>
    public string? Violation
    {
        get
        {
            lock (_lock)
            {
                return _violation is not var (fact, line)
                    ? null
                    : $"User '{user}': {fact}. The lines around it:{Environment.NewLine}"
                    + string.Join(Environment.NewLine, _lines.Take(line + LinesAfter).Skip(line - LinesBefore));
            }
        }
    }

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

    /// <summary>To be called before a click is sent.</summary>
    public void Clicked()
    {
        lock (_lock)
        {
            Settle();
            if (_page != _clickedPage)
            {
                (_clickedPage, _most) = (_page, _shown);
            }

            _most++;
            Add($"click {++Clicks}");
        }
    }

    /// <summary>A value is on the screen. A click that was not confirmed, and that a new page does not show until it is clicked on, may be lost.</summary>
    public void Shown(int value, int page)
    {
        lock (_lock)
        {
            Add($"page {page} shows {value}");
            if (value < _shown)
            {
                Violate($"{value} was shown after {_shown} had been shown", new ClickFaults(0, 1, 0));
            }
            else if (value > _most)
            {
                Violate($"{value} was shown, but the clicks make {_most} at most, so one was counted twice", new ClickFaults(0, 0, value - _most));
                _most = value;
            }

            Confirmed += Math.Max(0, value - _highest);
            (_shown, _highest) = (value, Math.Max(_highest, value));
            _page = page;
        }
    }

    /// <summary>Something else happened that explains what is shown.</summary>
    public void Note(string what)
    {
        lock (_lock)
        {
            Add(what);
        }
    }

    /// <summary>The user is done: what is not on the screen now is lost.</summary>
    public void End()
    {
        lock (_lock)
        {
            Settle();
        }
    }

    /// <summary>A lower value that is still there when the user goes on has come to stay.</summary>
    private void Settle()
    {
        if (_shown < _highest)
        {
            Violate($"{_shown} is shown, but {_highest} clicks had been confirmed", new ClickFaults(_highest - _shown, 0, 0));
            (_highest, _most) = (_shown, _shown);
        }
    }

    private void Violate(string fact, ClickFaults faults)
    {
        _violation ??= (fact, _lines.Count);
        Faults += faults;
    }

    private void Add(string line) => _lines.Add(Invariant($"{now().TotalSeconds,9:0.000} s  {line}"));
}
