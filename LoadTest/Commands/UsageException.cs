namespace BlazorAspire.LoadTest.Commands;

/// <summary>The options of a command do not go together, and the message tells the way out.</summary>
internal sealed class UsageException(string message) : Exception(message);
