using System.Text.RegularExpressions;

namespace BlazorAspire.Circuits.Security;

/// <summary>What browsers may do with the app's pages: the section <c>Security</c>.</summary>
internal sealed partial class SecurityOptions
{
    public const string Section = "Security";
    private const string Policy = $"{Section}:{nameof(ContentSecurityPolicy)}";

    private static readonly string[] Directives =
    [
        "default-src", "base-uri", "child-src", "connect-src", "fenced-frame-src", "font-src", "form-action", "frame-ancestors", "frame-src", "img-src", "manifest-src",
        "media-src", "object-src", "report-to", "report-uri", "script-src", "script-src-attr", "script-src-elem", "style-src", "style-src-attr", "style-src-elem", "worker-src",
    ];

    private static readonly string[] Keywords = ["self", "none", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "wasm-unsafe-eval", "strict-dynamic", "report-sample"];
    private static readonly string[] OpenerPolicies = ["same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"];

    /// <summary>
    /// Directives of the Content-Security-Policy and what each allows, such as <c>img-src</c> and <c>'self' data:</c>, in place of the default's. An empty value
    /// takes a directive out. Where a name cannot have a dash, as in many environment variables, <c>_</c> stands for it. None by default.
    /// </summary>
    public IDictionary<string, string?> ContentSecurityPolicy { get; } = new Dictionary<string, string?>();

    /// <summary>Which windows that a page opens, or was opened by, stay connected with it. A sign-in in a window of its own needs <c>same-origin-allow-popups</c>.</summary>
    public string CrossOriginOpenerPolicy { get; set; } = "same-origin";

    /// <summary>Which of the browser's features pages may use, as the header has it. Empty for all of them.</summary>
    public string PermissionsPolicy { get; set; } = "camera=(), geolocation=(), microphone=()";

    /// <summary>The policy of every answer: scripts and styles come from files of the app only, so nothing injected into a page can run.</summary>
    /// <param name="connections">Where pages connect to, besides their own origin.</param>
    public string BuildPolicy(string connections)
    {
        var policy = Effective(this);
        if (connections.Length > 0)
        {
            policy["connect-src"] = (policy.GetValueOrDefault("connect-src") ?? policy.GetValueOrDefault("default-src") ?? "*") + connections;
        }

        return string.Join("; ", policy.Select(directive => $"{directive.Key} {directive.Value}"));
    }

    public static string? FindProblem(SecurityOptions options)
    {
        foreach (var (key, value) in options.ContentSecurityPolicy)
        {
            if (FindProblem(key, value ?? "") is { } problem)
            {
                return problem;
            }
        }

        var policy = Effective(options);
        return FindForbidden(policy, "script", "script-src-elem", "script-src") ?? FindForbidden(policy, "connection", "connect-src")
            ?? (!OpenerPolicies.Contains(options.CrossOriginOpenerPolicy)
                ? $"Security:CrossOriginOpenerPolicy is '{options.CrossOriginOpenerPolicy}'. Use {string.Join(", ", OpenerPolicies[..^1])} or {OpenerPolicies[^1]}."
                : null)
            ?? (options.PermissionsPolicy.Length > 0 && !Permissions().IsMatch(options.PermissionsPolicy)
                ? $"Security:PermissionsPolicy is '{options.PermissionsPolicy}'. Write features as camera=(), geolocation=(self), with a comma between two, or nothing for no such header."
                : null);
    }

    private static SortedDictionary<string, string> Effective(SecurityOptions options)
    {
        var policy = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["default-src"] = "'self'",
            ["base-uri"] = "'self'",
            ["connect-src"] = "'self'",
            ["form-action"] = "'self'",
            ["frame-ancestors"] = "'self'",
            ["object-src"] = "'none'",
            // Virtualize and QuickGrid set the size of what is not drawn by style attributes. What these load is for the others to allow.
            ["style-src-attr"] = "'unsafe-inline'",
        };
        foreach (var (key, value) in options.ContentSecurityPolicy)
        {
            policy.Remove(NameOf(key));
            if (!string.IsNullOrWhiteSpace(value))
            {
                policy.Add(NameOf(key), value.Trim());
            }
        }

        return policy;
    }

    private static string? FindProblem(string key, string value) =>
        !Directives.Contains(NameOf(key)) ? $"{Policy} has '{key}', which it does not know. Use one of {string.Join(", ", Directives)}."
        : !value.All(character => character is >= ' ' and <= '~' and not (';' or ',')) ? $"{Policy}:{key} is '{value}', which would end the directive or the header. Write sources with spaces between them, such as 'self' https://cdn.example.com."
        : value.Split(' ').FirstOrDefault(Keywords.Contains) is { } bare ? $"{Policy}:{key} is '{value}', in which {bare} is taken for a host. Write it with its quotes: '{bare}'."
        : null;

    /// <summary>Whether the policy leaves Blazor its own script and connection, which are of the page's origin.</summary>
    private static string? FindForbidden(SortedDictionary<string, string> policy, string what, params string[] directives)
    {
        foreach (var directive in directives.Append("default-src"))
        {
            if (policy.TryGetValue(directive, out var value))
            {
                var sources = value.Split(' ');
                return sources.Any(source => source is "'self'" or "*" or "https:" or "http:") && !sources.Contains("'strict-dynamic'") ? null
                    : $"{Policy}:{directive} is '{value}', which forbids Blazor's own {what}: pages would be without a circuit. Add 'self'{(sources.Contains("'strict-dynamic'") ? ", and leave 'strict-dynamic' out" : "")}.";
            }
        }

        return null;
    }

    private static string NameOf(string key) => key.Replace('_', '-').ToLowerInvariant();

    [GeneratedRegex("""^[a-z-]+=(\*|self|\((\*|self|src|"[!-~]+"| )*\))(, *[a-z-]+=(\*|self|\((\*|self|src|"[!-~]+"| )*\)))*$""")]
    private static partial Regex Permissions();
}
