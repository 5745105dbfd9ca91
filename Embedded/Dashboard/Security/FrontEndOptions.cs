namespace Embedded.Dashboard.Security;

/// <summary>Who may look: the section <c>Dashboard</c>.</summary>
internal sealed class FrontEndOptions
{
    public const string Section = "Dashboard";

    /// <summary>What a person shows to get in. One is made, and written to the log, where this is empty.</summary>
    public string BrowserToken { get; set; } = "";
}
