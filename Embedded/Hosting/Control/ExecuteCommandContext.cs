using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command is given when it is carried out.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Cancelled when nobody waits for the command any more, or the app stops.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes among the lines of the resource that has the command.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The AppHost's services.</summary>
    public required IServiceProvider ServiceProvider { get; init; }
}
