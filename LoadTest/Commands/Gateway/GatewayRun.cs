using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.LoadTest.Commands.Starts;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>What one visit to one arm gave.</summary>
/// <param name="ClicksPerSecond">Of users who click without a pause.</param>
/// <param name="DoorMicroseconds">Processor time of the proxy for each of these clicks.</param>
/// <param name="ClientMicroseconds">Processor time of this program for each of these clicks.</param>
/// <param name="P50">Milliseconds of a click at the fixed rate, from when it was due.</param>
/// <param name="P99">As the one before.</param>
/// <param name="StartsPerSecond">Circuits started a second by users who open a page and leave it.</param>
internal sealed record GatewayRun(double ClicksPerSecond, double DoorMicroseconds, double ClientMicroseconds, double P50, double P99, double StartsPerSecond)
{
    /// <exception cref="MeasurementException">Something failed, so that the figures say nothing.</exception>
    public static GatewayRun Of(LoadResult saturated, TimeSpan doorTime, LoadResult paced, StartsRun starts)
    {
        foreach (var result in new[] { saturated, paced })
        {
            if (result.Errors.Count > 0 || result.Operations.Count == 0)
            {
                var problem = result.Errors.Count > 0 ? $"{result.Errors[0].Count} times '{result.Errors[0].Kind}': {result.Errors[0].Example}" : "no click was answered.";
                throw new MeasurementException($"Clicks at {result.Setting.Url} failed, so that they are not worth counting: {problem}");
            }
        }
        return new GatewayRun(
            saturated.Rate,
            doorTime.TotalMicroseconds / saturated.Operations.Count,
            saturated.Client.Cores * 1_000_000 / saturated.Rate,
            paced.Operations.P50!.Value,
            paced.Operations.P99!.Value,
            starts.PerSecond);
    }
}
