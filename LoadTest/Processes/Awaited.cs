namespace BlazorAspire.LoadTest.Processes;

/// <summary>What is waited for, as the end of a sentence; what to do when it does not come; and how long to wait.</summary>
internal sealed record Awaited(string What, string Hint, TimeSpan Limit);
