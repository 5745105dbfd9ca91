namespace BlazorAspire.LoadTest.Commands.Recovery;

/// <summary>One kill of the replica that serves a page.</summary>
/// <param name="Elapsed">From the kill to the first click that counts, on another replica.</param>
/// <param name="Before">The value on the screen before the kill.</param>
/// <param name="After">The value on the page that came back.</param>
internal sealed record RecoveryRun(TimeSpan Elapsed, int Before, int After)
{
    public bool IsLost => After < Before;
}
