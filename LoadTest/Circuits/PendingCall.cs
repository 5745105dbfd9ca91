namespace BlazorAspire.LoadTest.Circuits;

/// <summary>A call into the app that the page waits for.</summary>
internal sealed record PendingCall(string Id)
{
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="error">Null when the app did what was wanted.</param>
    public void End(string? error)
    {
        if (error is null)
        {
            Done.TrySetResult();
        }
        else
        {
            Done.TrySetException(new PageFailedException(error));
        }
    }
}
