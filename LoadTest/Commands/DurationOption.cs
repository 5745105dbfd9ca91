namespace BlazorAspire.LoadTest.Commands;

/// <summary>An option whose value is a time with its unit, such as <c>--think 250ms</c>.</summary>
internal sealed record DurationOption(string Name, string Default, string Least, string Most, string Meaning) : CommandOption(Name, "TIME", Meaning)
{
    public override string DefaultText => Default;

    public override string Allowed => $"{Least} to {Most}, {Default} by default";

    public override string HowTo => $"Use a time from {Least} to {Most} with its unit (ms, s, m or h), such as {Default}.";

    public override bool Accepts(string text) =>
        DurationText.TryParse(text, out var value) && value >= DurationText.Parse(Least) && value <= DurationText.Parse(Most);
}
