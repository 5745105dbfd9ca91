namespace BlazorAspire.WebApp.State.Sessions;

/// <summary>How long a page waits for the store before it starts without its state.</summary>
internal sealed class StorePatience(StoreHealth health, StateOptions options, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public TimeSpan Long => options.LoadLimit;

    /// <summary>Once is enough to find out: nobody else waits long for a store that does not answer.</summary>
    public TimeSpan Short => health.IsAway && options.HoldLimit < options.LoadLimit ? options.HoldLimit : options.LoadLimit;

    /// <summary>
    /// Asks the store until it answers or the limit is over, for which it throws what the store said last. A refusal is no answer: after an
    /// outage one replica has its connection back later than another, and gets that one's users.
    /// </summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, TimeSpan limit)
    {
        var began = time.GetTimestamp();
        var rest = limit;
        while (true)
        {
            try
            {
                var answer = await ask().WaitAsync(rest, time);
                health.Answered();
                return answer;
            }
            catch (Exception problem) when (problem is TimeoutException || limit - time.GetElapsedTime(began) <= Pause)
            {
                health.Failed(problem);
                throw;
            }
            catch (Exception)
            {
                await Task.Delay(Pause, time);
                rest = TimeSpan.FromTicks(Math.Max(0, (limit - time.GetElapsedTime(began)).Ticks));
            }
        }
    }
}
