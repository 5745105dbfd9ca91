using System.Globalization;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>An option whose value is a whole number, such as <c>--repeats 5</c>.</summary>
internal sealed record NumberOption(string Name, int Default, int Least, int Most, string Meaning) : CommandOption(Name, "NUMBER", Meaning)
{
    public override string DefaultText => Default.ToString(CultureInfo.InvariantCulture);

    public override string Allowed => $"{Least} to {Most}, {Default} by default";

    public override string HowTo => $"Use a whole number from {Least} to {Most}, such as {Default}.";

    public static int Parse(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public override bool Accepts(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= Least && value <= Most;
}
