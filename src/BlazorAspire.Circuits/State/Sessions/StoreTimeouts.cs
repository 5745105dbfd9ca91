namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>How long a page waits for the store before it starts without its state.</summary>
internal sealed class StoreTimeouts(StoreHealth health, StateOptions options, TimeProvider time)
{
    /// <summary>Whatever the store does for others: people do not wait longer for a page.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Asks the store until it answers or the time is over, for which it throws what the store said last. A refusal is no answer: after an
    /// outage one replica has its connection back later than another, and gets that one's users.
    /// </summary>
    /// <param name="isNeeded">
    /// Values are missed without an answer. Then a store that answers others, or did so just now, is waited for: it is late, and not away.
    /// </param>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, TimeSpan limit, bool isNeeded)
    {
        var began = time.GetTimestamp();
        var asked = ask();
        var isRefused = false;
        while (true)
        {
            try
            {
                var answer = await asked.WaitAsync(Rest(began, limit, isNeeded && !isRefused), time);
                health.Answered();
                return answer;
            }
            catch (Exception problem)
            {
                isRefused = problem is not TimeoutException;
                if (Rest(began, limit, isNeeded && !isRefused) <= Pause)
                {
                    health.Failed(problem, began);
                    throw;
                }
            }

            // Else it is only late, and may still answer what it was asked.
            if (asked.IsFaulted)
            {
                await Task.Delay(Pause, time);
                asked = ask();
            }
        }
    }

    /// <summary>For who misses what is saved: once is enough to find out that the store is away, and nobody else waits long for it.</summary>
    public TimeSpan Long => options.LoadLimit;

    /// <summary>For who misses nothing, or comes when the store is known to be away.</summary>
    public TimeSpan Short => health.IsKnownAway && options.HoldLimit < options.LoadLimit ? options.HoldLimit : options.LoadLimit;

    private TimeSpan Rest(long began, TimeSpan limit, bool isTrusted)
    {
        var elapsed = time.GetElapsedTime(began);
        var rest = limit - elapsed;
        var trust = isTrusted ? Min(health.RemainingGrace(began), Longest - elapsed) : TimeSpan.Zero;
        return rest > trust ? Max(rest, TimeSpan.Zero) : Max(trust, TimeSpan.Zero);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
