namespace BlazorAspire.Circuits.Circuits;

/// <summary>Reasons for which a page would rather not be moved just now.</summary>
internal sealed class PageHolds
{
    private readonly Lock _lock = new();
    private readonly List<Hold> _holds = [];

    /// <summary>Raised when <see cref="Reason"/> may have changed.</summary>
    public event Action? Changed;

    public bool Any => Reason is not null;

    /// <summary>The oldest reason, for the user to read; null when there is none.</summary>
    public string? Reason
    {
        get
        {
            lock (_lock)
            {
                return _holds.Count > 0 ? _holds[0].Reason : null;
            }
        }
    }

    /// <summary>Holds the page until the result is disposed.</summary>
    /// <param name="reason">What the user has to finish: "Your message is not sent yet."</param>
    public IDisposable Begin(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var hold = new Hold(this, reason);
        lock (_lock)
        {
            _holds.Add(hold);
        }

        Changed?.Invoke();
        return hold;
    }

    private void End(Hold hold)
    {
        lock (_lock)
        {
            _holds.Remove(hold);
        }

        Changed?.Invoke();
    }

    private sealed class Hold(PageHolds holds, string reason) : IDisposable
    {
        public string Reason { get; } = reason;

        public void Dispose() => holds.End(this);
    }
}
