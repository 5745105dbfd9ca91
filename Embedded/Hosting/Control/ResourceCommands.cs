using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;

namespace Embedded.Hosting.Control;

/// <summary>The commands that a resource has.</summary>
internal static class ResourceCommands
{
    public static IEnumerable<ResourceCommand> Commands(this IResource resource) =>
        OfTheEngine(resource)
            .Concat(resource.Annotations.OfType<CuttableAnnotation>().Select(_ => EngineCommands.OfCuttable))
            .Concat(resource.Annotations.OfType<CommandAnnotation>().Select(own => new ResourceCommand(own.Name, own.DisplayName, own.Description, CommandNeeds.Running)))
            .DistinctBy(command => command.Name);

    // Who stopped the dashboard on its own page could not start it there again.
    private static IEnumerable<ResourceCommand> OfTheEngine(IResource resource) =>
        EngineCommands.OfEvery.Where(command => resource is not DashboardResource || command.Name != KnownResourceCommands.StopCommand);

    public static CommandAnnotation? OwnCommand(this IResource resource, string name) =>
        resource.Annotations.OfType<CommandAnnotation>().FirstOrDefault(own => own.Name == name);

    public static bool Satisfies(this CustomResourceSnapshot snapshot, CommandNeeds needs) => needs switch
    {
        CommandNeeds.Stopped => snapshot.IsTerminal,
        CommandNeeds.Started => snapshot.State is not null && !snapshot.IsTerminal && !snapshot.IsIn(KnownResourceStates.Stopping),
        _ => snapshot.IsIn(KnownResourceStates.Running),
    };
}
