namespace BlazorAspire.LoadTest.Measuring;

/// <summary>Cores that a measurement took on average: processor time for each second of it.</summary>
/// <param name="Client">Of this program.</param>
/// <param name="Server">Of the process that it measured; null where that is none, or has ended.</param>
internal sealed record CoreUse(double Client, double? Server)
{
    /// <summary>Cores that a processor time stands for; none where no time has passed.</summary>
    public static double Of(TimeSpan processorTime, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? processorTime / elapsed : 0;
}
