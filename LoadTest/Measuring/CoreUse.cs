namespace BlazorAspire.LoadTest.Measuring;

/// <summary>Cores that a measurement took on average: processor time for each second of it.</summary>
/// <param name="Client">Of this program.</param>
/// <param name="Server">Of the process that it measured; null where that is none, or has ended.</param>
internal sealed record CoreUse(double Client, double? Server);
