namespace BlazorAspire.Gateway.Guards;

internal sealed class GuardOptions
{
    public const string Section = "Gateway:Guards";

    /// <summary>Origins besides the gateway's own that may open circuits, such as <c>https://portal.example.com</c>.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    public static void Check(GuardOptions options, SettingsCheck check)
    {
        foreach (var origin in options.AllowedOrigins)
        {
            var isOrigin = Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase);
            check.That(isOrigin, nameof(AllowedOrigins), $"holds '{origin}'", "Write origins as scheme, host and port, such as https://portal.example.com");
        }
    }
}
