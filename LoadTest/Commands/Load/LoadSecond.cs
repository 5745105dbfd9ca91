namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>One second of a load.</summary>
/// <param name="Second">Since its start, the ramp included.</param>
/// <param name="P50">In milliseconds; null without an operation.</param>
internal sealed record LoadSecond(int Second, int Circuits, int Failed, long Operations, double? P50, double? P99, int Errors);
