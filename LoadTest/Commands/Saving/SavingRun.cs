namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>
/// One arm in one round. How many clicks a second are possible shows when many users click; how long one takes, when the machine has time for
/// it: with many in flight each click mostly waits for the others.
/// </summary>
internal sealed record SavingRun(ClickRun Many, ClickRun Few);
