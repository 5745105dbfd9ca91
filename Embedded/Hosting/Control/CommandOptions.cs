namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown to people.</summary>
public class CommandOptions
{
    /// <summary>One sentence on what it does.</summary>
    public string? Description { get; set; }
}
