namespace BlazorAspire.Gateway.Pages;

/// <summary>Who may frame the gateway's own page: whoever may frame the app's, so that it waits there too.</summary>
internal static class FrameAncestors
{
    private const string Directive = "frame-ancestors";

    /// <summary>Reads the replicas' setting, which they have checked; what cannot stand in a header is left out.</summary>
    public static string Read(IConfiguration configuration)
    {
        var directives = configuration.GetSection("Security:ContentSecurityPolicy").GetChildren();
        var value = directives.FirstOrDefault(directive => directive.Key.Replace('_', '-').Equals(Directive, StringComparison.OrdinalIgnoreCase))?.Value;
        return !string.IsNullOrWhiteSpace(value) && value.All(character => character is >= ' ' and <= '~' and not ';' and not ',') ? value : "'self'";
    }
}
