namespace Embedded.ControlContract;

/// <summary>A resource as the dashboard is told of it.</summary>
/// <param name="Name">Its name in the app model.</param>
/// <param name="Kind">What it is: a project, Redis, the dashboard.</param>
/// <param name="State">One of the engine's states; null before it was started.</param>
/// <param name="Health">Healthy, Unhealthy, or null while it does not run.</param>
/// <param name="Problem">Why it is not healthy, or did not start.</param>
/// <param name="StartedAt">When its latest process was started.</param>
/// <param name="Restarts">How often it was started again after it had ended by itself.</param>
internal sealed record ResourceInfo(
    string Name,
    string Kind,
    string? State,
    string? Health,
    string? Problem,
    int? ProcessId,
    int? ExitCode,
    int Restarts,
    DateTimeOffset? StartedAt,
    IReadOnlyList<AddressInfo> Addresses,
    IReadOnlyList<VariableInfo> Environment,
    IReadOnlyList<string> DependsOn,
    IReadOnlyList<CommandInfo> Commands);
