namespace BlazorAspire.LoadTest.Commands.Load;

/// <param name="Limit">As it was given.</param>
internal sealed record LimitVerdict(string Limit, string Measured, bool Holds);
