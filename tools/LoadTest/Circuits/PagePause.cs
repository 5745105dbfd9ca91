namespace BlazorAspire.LoadTest.Circuits;

/// <summary>
/// One pause of a page, from the wish to the end of the resumption. Its user wishes, and the life of the page carries it out.
/// A wish that comes again is the same wish.
/// </summary>
internal sealed class PagePause
{
    private readonly TaskCompletionSource<string> _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _resumeWanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody wishes for the pause.</summary>
    public Task<string> Wanted => _wanted.Task;

    /// <summary>Completes when the connection is closed, with whether the server has paused the circuit.</summary>
    public Task<bool> Paused => _paused.Task;

    /// <summary>Completes when somebody wishes for the end of the pause.</summary>
    public Task ResumeWanted => _resumeWanted.Task;

    /// <summary>Completes when the page has a circuit again, with whether it is the one that was paused.</summary>
    public Task<bool> Resumed => _resumed.Task;

    public void Want() => _wanted.TrySetResult("the page pauses.");

    public void WantResume() => _resumeWanted.TrySetResult();

    public void SetPaused(bool isPaused) => _paused.TrySetResult(isPaused);

    public void SetResumed(bool isSame) => _resumed.TrySetResult(isSame);

    /// <summary>The page lives no more: whoever waits is told why.</summary>
    public void End(Exception reason)
    {
        _paused.TrySetException(reason);
        _resumed.TrySetException(reason);
    }
}
