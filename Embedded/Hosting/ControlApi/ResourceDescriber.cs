using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;
using Embedded.ControlContract;

namespace Embedded.Hosting.ControlApi;

internal static class ResourceDescriber
{
    public static ResourceInfo Describe(IResource resource, CustomResourceSnapshot snapshot) => new(
        resource.Name,
        KindOf(resource),
        snapshot.State?.Text,
        snapshot.HealthStatus?.ToString(),
        snapshot.Problem,
        snapshot.ProcessId,
        snapshot.ExitCode,
        snapshot.Restarts,
        snapshot.StartedAt,
        [.. resource.Endpoints().Select(endpoint => new AddressInfo(endpoint.Name, endpoint.Url))],
        [.. snapshot.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(Describe)],
        [.. resource.Dependencies().Select(dependency => dependency.Name)],
        [.. resource.Commands().Select(command => Describe(command, snapshot))]);

    private static VariableInfo Describe(KeyValuePair<string, string> variable) =>
        new(variable.Key, Secrets.IsSecret(variable.Key, variable.Value) ? null : variable.Value);

    private static CommandInfo Describe(ResourceCommand command, CustomResourceSnapshot snapshot) => new(
        command.Name,
        command.DisplayName,
        command.Description,
        snapshot.Satisfies(command.Needs),
        command.Seconds is { } seconds ? new SecondsInfo(seconds.Default, seconds.Least, seconds.Most) : null);

    private static string KindOf(IResource resource) => resource.GetType().Name is var name && name.EndsWith("Resource", StringComparison.Ordinal)
        ? name[..^"Resource".Length]
        : name;
}
