namespace BlazorAspire.LoadTest.Circuits;

/// <summary>A circuit was paused and could not be resumed, so that the page was loaded anew. It can be used again.</summary>
internal sealed class NotResumedException(string reason) : Exception($"The circuit was not resumed: {reason}");
