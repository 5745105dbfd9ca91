namespace Embedded.ControlContract;

/// <param name="Name">What the command is called by.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="Description">One sentence on what it does.</param>
/// <param name="IsEnabled">Whether it makes sense as the resource is.</param>
/// <param name="Seconds">The time that it takes, where it takes one.</param>
internal sealed record CommandInfo(string Name, string DisplayName, string? Description, bool IsEnabled, SecondsInfo? Seconds);
