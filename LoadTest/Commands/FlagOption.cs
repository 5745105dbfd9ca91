namespace BlazorAspire.LoadTest.Commands;

/// <summary>An option without a value: it is given or not.</summary>
internal sealed record FlagOption(string Name, string Meaning) : CommandOption(Name, "", Meaning)
{
    public override string DefaultText => "";

    public override string Allowed => "not by default";

    public override string HowTo => "Give it without a value.";

    public override bool Accepts(string text) => text.Length == 0;
}
