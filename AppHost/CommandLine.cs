namespace BlazorAspire.AppHost;

/// <summary>Finds mistakes in the command line, which configuration would read without a word.</summary>
internal static class CommandLine
{
    private static readonly string[] Ours = ["replicas", "port", "backplane"];

    // What `aspire` and `azd` pass to an AppHost, and the host's own keys.
    private static readonly string[] Theirs =
    [
        "publisher", "output-path", "operation", "step", "deploy", "clear-cache", "log-level", "include-exception-details",
        "yes", "dcp-cli-path", "dcp-container-runtime", "dcp-dependency-check-timeout", "dcp-dashboard-path",
        "environment", "applicationName", "contentRoot", "list-steps", "no-log-file", "isolated",
    ];

    /// <summary>Gives a text for the user, or null when there is nothing to complain of.</summary>
    public static string? FindProblem(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = OptionName(args[i]);
            if (name is null)
            {
                return $"'{args[i]}' is not an option. {Known}";
            }
            if (!IsKnown(name))
            {
                return $"Option '--{name}' is not known. {Known}";
            }
            if (args[i].Contains('=', StringComparison.Ordinal))
            {
                continue;
            }
            var hasValue = i + 1 < args.Length && OptionName(args[i + 1]) is null;
            if (!hasValue && Ours.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return $"Option '--{name}' has no value. {Known}";
            }
            i += hasValue ? 1 : 0;
        }
        return null;
    }

    private static string Known =>
        "Use --replicas NUMBER (1 to 32), --port NUMBER, --backplane redis|azure-signalr|none, or a configuration key such as --AppHost:StartTimeout 00:02:00.";

    private static bool IsKnown(string name) =>
        name.Contains(':', StringComparison.Ordinal) || Ours.Contains(name, StringComparer.OrdinalIgnoreCase) || Theirs.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? OptionName(string arg) => arg.StartsWith("--", StringComparison.Ordinal) ? arg[2..].Split('=')[0] : null;
}
