namespace BlazorAspire.Gateway.Affinity;

internal sealed class AffinityOptions
{
    public const string Section = "Gateway:Affinity";
    private const string AllowedPunctuation = "!#$%&'*+-.^_`|~";

    /// <summary>Browsers share cookies between the ports of one host: give each app on a machine its own name.</summary>
    public string CookieName { get; set; } = "BlazorAspire.Affinity";

    public static void Check(AffinityOptions options, SettingsCheck check) =>
        check.That(
            options.CookieName.Length is > 0 and <= 64 && options.CookieName.All(c => char.IsAsciiLetterOrDigit(c) || AllowedPunctuation.Contains(c)),
            nameof(CookieName), $"is '{options.CookieName}'", "Set it to 1 to 64 letters, digits, '.', '-' or '_'");
}
