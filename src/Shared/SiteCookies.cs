using Microsoft.Extensions.Options;

namespace BlazorAspire.Shared;

/// <summary>What gateway and replicas say of their cookies: whether browsers send them for pages in frames of other sites.</summary>
internal sealed record SiteCookies(SameSiteMode SameSite, bool IsPartitioned)
{
    private const string SameSiteKey = "Cookies:SameSite";
    private const string PartitionedKey = "Cookies:Partitioned";
    private const string PartitionedAttribute = "Partitioned";

    /// <summary>Reads <c>Cookies:SameSite</c> and <c>Cookies:Partitioned</c>.</summary>
    /// <exception cref="OptionsValidationException">A value is not allowed, or browsers would not keep such cookies.</exception>
    public static SiteCookies Read(IConfiguration configuration)
    {
        var sameSite = configuration[SameSiteKey] switch
        {
            null => SameSiteMode.Lax,
            { } text when Enum.TryParse<SameSiteMode>(text, ignoreCase: true, out var mode) && mode is SameSiteMode.Lax or SameSiteMode.Strict or SameSiteMode.None && !int.TryParse(text, out _) => mode,
            { } text => throw Wrong(SameSiteKey, $"is '{text}'. Use Lax, Strict or None."),
        };
        var isPartitioned = configuration[PartitionedKey] switch
        {
            null => false,
            { } text when bool.TryParse(text, out var value) => value,
            { } text => throw Wrong(PartitionedKey, $"is '{text}'. Use true or false."),
        };
        return isPartitioned && sameSite != SameSiteMode.None ? throw Wrong(PartitionedKey, $"is true, and {SameSiteKey} is {sameSite}. Set that to None, or leave Partitioned out.")
            : sameSite == SameSiteMode.None && !HasHttps(configuration)
                ? throw Wrong(SameSiteKey, "is None, and nothing here is reached by https: browsers would drop the cookies. Listen on an https address, or name the proxy that ends TLS in ForwardedHeaders:KnownNetworks.")
            : new SiteCookies(sameSite, isPartitioned);
    }

    /// <summary>A cookie of the session, which scripts cannot read.</summary>
    public CookieOptions For(HttpRequest request)
    {
        var options = new CookieOptions { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSite, Secure = request.IsHttps || SameSite == SameSiteMode.None };
        if (IsPartitioned)
        {
            options.Extensions.Add(PartitionedAttribute);
        }

        return options;
    }

    /// <summary>The same for a cookie that the framework sets.</summary>
    public void Apply(CookieBuilder cookie)
    {
        cookie.SameSite = SameSite;
        if (IsPartitioned)
        {
            cookie.Extensions.Add(PartitionedAttribute);
        }
    }

    private static bool HasHttps(IConfiguration configuration) =>
        configuration["urls"]?.Contains("https://", StringComparison.OrdinalIgnoreCase) == true
        || !string.IsNullOrEmpty(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(endpoint => endpoint["Url"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true)
        || ForwardedNetworks.Read(configuration).Count > 0
        || configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED");

    private static OptionsValidationException Wrong(string key, string fact) => new(key, typeof(SiteCookies), [$"{key} {fact}"]);
}
