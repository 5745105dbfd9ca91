namespace Evergreen.WebApp.Board;

/// <summary>How fast one connection or page may send: some at once, then at a steady pace.</summary>
internal sealed class SendAllowance(TimeProvider time)
{
    public const int AtOnce = 10;
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private double _left = AtOnce;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(AtOnce, _left + (time.GetElapsedTime(_at, now) / Pace));
            _at = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
