namespace Embedded.Dashboard.Components.Charts;

/// <summary>How values of a unit are written, chosen by the greatest of them: 0.012 s is 12 ms.</summary>
/// <param name="Factor">What a value is multiplied with.</param>
/// <param name="Name">The unit in words; may be empty.</param>
public readonly record struct UnitScale(double Factor, string Name)
{
    private const double Kilo = 1024;

    public static UnitScale Of(string unit, double greatest) => unit switch
    {
        "s" => greatest switch
        {
            < 0.001 => new(1_000_000, "µs"),
            < 1 => new(1_000, "ms"),
            _ => new(1, "s"),
        },
        "By" => greatest switch
        {
            < Kilo => new(1, "bytes"),
            < Kilo * Kilo => new(1 / Kilo, "KB"),
            < Kilo * Kilo * Kilo => new(1 / (Kilo * Kilo), "MB"),
            _ => new(1 / (Kilo * Kilo * Kilo), "GB"),
        },
        "1" => new(1, ""),
        // {circuit} is OpenTelemetry's way to write a unit that is only a word.
        _ => new(1, unit.Trim('{', '}')),
    };

    /// <summary>The same for what comes in each second.</summary>
    public UnitScale PerSecond() => this with { Name = Name.Length == 0 ? "a second" : $"{Name} a second" };

    public string Write(double? value) => value is { } known ? Words.Number(known * Factor) : "–";

    public string WriteWithUnit(double? value) => value is null || Name.Length == 0 ? Write(value) : $"{Write(value)} {Name}";
}
