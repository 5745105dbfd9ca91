namespace BlazorAspire.LoadTest.Reports;

/// <summary>Whether a goal is met.</summary>
/// <param name="Text">The goal, and what was measured.</param>
internal sealed record Verdict(string Text, bool IsMet)
{
    public static Verdict AtLeast(string what, double bound, Spread measured) => Of(what, "least", bound, measured, measured.Median >= bound, "0.00");

    public static Verdict AtMost(string what, double bound, Spread measured, string format = "0.00") =>
        Of(what, "most", bound, measured, measured.Median <= bound, format);

    public override string ToString() => $"{Text} {(IsMet ? "Met." : "Missed.")}";

    private static Verdict Of(string what, string direction, double bound, Spread measured, bool isMet, string format) =>
        new($"{what}: {measured.ToText(format)}, goal at {direction} {bound.ToString(format, CultureInfo.InvariantCulture)}.", isMet);
}
