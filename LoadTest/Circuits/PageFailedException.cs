namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The page is of no more use: its circuit ended with an error, and a user would have to reload it.</summary>
internal sealed class PageFailedException(string reason) : Exception($"The page failed: {reason}");
