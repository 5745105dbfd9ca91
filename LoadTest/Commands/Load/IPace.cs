namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>When a user does the next thing.</summary>
internal interface IPace
{
    /// <summary>Returns when the next operation is to be sent, with the moment from which its latency counts; null when there is none any more.</summary>
    ValueTask<long?> NextAsync(CancellationToken stop);

    /// <summary>Operations that were due before the end, and that nobody sent.</summary>
    int Unsent { get; }
}
