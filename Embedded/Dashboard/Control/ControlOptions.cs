namespace Embedded.Dashboard.Control;

/// <summary>Where the engine answers: the section <c>Dashboard:Control</c>, which the engine sets.</summary>
internal sealed class ControlOptions
{
    public const string Section = "Dashboard:Control";

    /// <summary>The address of the control API; empty where there is no engine, and only telemetry is shown.</summary>
    public string Url { get; set; } = "";

    /// <summary>What the engine wants to be shown.</summary>
    public string Token { get; set; } = "";

    public static string? FindProblem(ControlOptions options) =>
        options.Url.Length == 0 || Uri.TryCreate(options.Url, UriKind.Absolute, out _) ? null : $"'{Section}:Url' is '{options.Url}', which is no address. The AppHost sets it.";
}
