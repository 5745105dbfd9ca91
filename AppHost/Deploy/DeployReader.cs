using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.AppHost.Deploy;

/// <summary>Reads settings one after another, and keeps the first mistake.</summary>
internal sealed class DeployReader(IConfiguration configuration)
{
    private const decimal CoreStep = 0.25m;
    private const decimal MostCores = 4;

    public string? Problem { get; private set; }

    public int Number(string key, int least, int most, int byDefault) =>
        configuration[key] is not { } text ? byDefault
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : Wrong(key, text, $"a whole number from {least} to {most}, such as {byDefault}", byDefault);

    public decimal Cores(string key, decimal byDefault) =>
        configuration[key] is not { } text ? byDefault
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= CoreStep and <= MostCores && value % CoreStep == 0 ? value
        : Wrong(key, text, "a number of cores from 0.25 to 4 in steps of 0.25, such as 0.5", byDefault);

    public TimeSpan Seconds(string key, int least, int most, TimeSpan byDefault) =>
        configuration[key] is not { } text ? byDefault
        // A bare number would be read as days.
        : text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && value.TotalSeconds >= least && value.TotalSeconds <= most && value.Ticks % TimeSpan.TicksPerSecond == 0 ? value
        : Wrong(key, text, $"whole seconds from {TimeSpan.FromSeconds(least)} to {TimeSpan.FromSeconds(most)}, written hours:minutes:seconds, such as {byDefault}", byDefault);

    public bool Flag(string key, bool byDefault) =>
        configuration[key] is not { } text ? byDefault
        : bool.TryParse(text, out var value) ? value
        : Wrong(key, text, "true or false", byDefault);

    private T Wrong<T>(string key, string text, string allowed, T byDefault)
    {
        Problem ??= $"{key} is '{text}'. Use {allowed}.";
        return byDefault;
    }
}
