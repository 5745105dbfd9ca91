namespace Embedded.Dashboard.Components;

/// <summary>Whether a list that grows at its top holds still: rows that move away under a reader's eyes help nobody.</summary>
internal sealed class ListHold
{
    private bool _isPaused;
    private bool _isScrolled;
    private bool _isPressed;

    public bool IsHeld => _isPaused || _isScrolled;

    /// <summary>A row that moves between press and release would not be clicked.</summary>
    public bool MayDraw => !IsHeld && !_isPressed;

    /// <summary>Goes up when the list is to be made anew: a new one begins at its top, and an old one would stay where it was scrolled to.</summary>
    public int Version { get; private set; }

    public string Why => _isPaused ? "Paused" : "Held while you read";

    public void Pause() => _isPaused = true;

    public void Press() => _isPressed = true;

    public void Release() => _isPressed = false;

    public void Follow()
    {
        (_isPaused, _isScrolled) = (false, false);
        Version++;
    }

    /// <summary>Notes which row is shown first. Gives whether the list is held from now on, and was not, or the other way round.</summary>
    public bool ChangesAt(int first)
    {
        var was = IsHeld;
        _isScrolled = first > 0;
        return was != IsHeld;
    }
}
