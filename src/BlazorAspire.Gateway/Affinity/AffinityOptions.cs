namespace BlazorAspire.Gateway.Affinity;

internal sealed class AffinityOptions
{
    public const string Section = "Gateway:Affinity";
    private const string AllowedPunctuation = "!#$%&'*+-.^_`|~";

    /// <summary>Browsers share cookies between the ports of one host: give each app on a machine its own name.</summary>
    public string CookieName { get; set; } = "BlazorAspire.Affinity";

    /// <summary>
    /// Where the keys are that seal the cookie. Unset: where the framework puts them, which a container or a service without a home forgets with each
    /// start. Gateways beside each other share it.
    /// </summary>
    public string? KeyFolder { get; set; }

    public static void Check(AffinityOptions options, SettingsCheck check)
    {
        check.That(
            options.CookieName.Length is > 0 and <= 64 && options.CookieName.All(c => char.IsAsciiLetterOrDigit(c) || AllowedPunctuation.Contains(c)),
            nameof(CookieName), $"is '{options.CookieName}'", "Set it to 1 to 64 letters, digits, '.', '-' or '_'");
        check.That(
            string.IsNullOrEmpty(options.KeyFolder) || (Path.IsPathFullyQualified(options.KeyFolder) && !File.Exists(options.KeyFolder)),
            nameof(KeyFolder), $"is '{options.KeyFolder}'", "Set it to the whole path of a folder, such as /var/lib/gateway/keys");
    }
}
