namespace BlazorAspire.LoadTest.Commands.Load;

/// <param name="Example">What the first of them said.</param>
internal sealed record ErrorCount(string Kind, int Count, string Example);
