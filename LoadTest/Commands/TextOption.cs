namespace BlazorAspire.LoadTest.Commands;

/// <summary>An option whose value is a text.</summary>
/// <param name="Default">Null where nothing counts when it is not given.</param>
/// <param name="How">What to give, as a sentence.</param>
/// <param name="IsGood">Whether a value may be given.</param>
/// <param name="Repeats">Whether it may be given more than once.</param>
internal sealed record TextOption(
    string Name, string Placeholder, string? Default, string Meaning, string How, Func<string, bool> IsGood, bool Repeats = false) : CommandOption(Name, Placeholder, Meaning)
{
    public override string DefaultText => Default ?? "";

    public override string Allowed => (Default, Repeats) switch
    {
        (null, true) => "none by default, may be given several times",
        (null, false) => "none by default",
        _ => $"{Default} by default",
    };

    public override string HowTo => How;

    public override bool IsList => Repeats;

    public override bool Accepts(string text) => text.Length > 0 && IsGood(text);
}
