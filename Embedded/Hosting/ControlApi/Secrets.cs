namespace Embedded.Hosting.ControlApi;

/// <summary>Which environment variables are not for everybody who looks at the screen.</summary>
internal static class Secrets
{
    private static readonly string[] Names = ["PASSWORD", "PWD", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "CONNECTIONSTRING", "OTLP_HEADERS"];
    private static readonly string[] Values = ["password=", "pwd=", "accountkey=", "accesskey=", "sharedaccess", "secret="];

    public static bool IsSecret(string name, string value) => Has(name, Names) || Has(value, Values) || HasUserInfo(value);

    private static bool Has(string text, string[] parts) => parts.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool HasUserInfo(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.UserInfo.Length > 0;
}
