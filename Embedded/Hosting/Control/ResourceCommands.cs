using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Control;

/// <summary>The commands that a resource has.</summary>
internal static class ResourceCommands
{
    private static readonly (string Name, string? Description)[] OfEvery =
    [
        (KnownResourceCommands.StartCommand, "Starts what was stopped."),
        (KnownResourceCommands.StopCommand, "Stops it until it is started again."),
        (KnownResourceCommands.RestartCommand, "Stops it and starts it again."),
    ];

    public static IEnumerable<(string Name, string? Description)> Commands(this IResource resource) =>
        OfEvery.Concat(resource.Annotations.OfType<CommandAnnotation>().Select(own => (own.Name, own.Description))).DistinctBy(command => command.Item1);

    public static CommandAnnotation? OwnCommand(this IResource resource, string name) =>
        resource.Annotations.OfType<CommandAnnotation>().FirstOrDefault(own => own.Name == name);
}
