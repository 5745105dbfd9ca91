using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Hosting;

/// <summary>What commands ask of resources while the app runs. What goes wrong is thrown with a message for the person who gave the command.</summary>
internal sealed class RunningReplicas(IServiceProvider services)
{
    private const string ProcessId = "executable.pid";

    private readonly ResourceCommandService _commands = services.GetRequiredService<ResourceCommandService>();
    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Enables a command of a resource while its process runs.</summary>
    public static ResourceCommandState EnabledWhileRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    public bool IsRunning(IResource resource) => Current(resource)?.State?.Text == KnownResourceStates.Running;

    /// <summary>The process of a resource; null when none runs.</summary>
    public int? FindProcess(IResource resource) =>
        IsRunning(resource) && Current(resource)!.Properties.FirstOrDefault(property => property.Name == ProcessId)?.Value is int id ? id : null;

    /// <summary>Returns when the process is gone; at once if none runs.</summary>
    public async Task StopAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (!IsTerminal(Current(resource)))
        {
            await CommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
            await _notifications.WaitForResourceAsync(resource.Name, change => IsTerminal(change.Snapshot), cancellationToken);
        }
    }

    /// <summary>Returns when the resource is healthy.</summary>
    public async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        await CommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
        await _notifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
    }

    private static bool IsTerminal(CustomResourceSnapshot? snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot?.State?.Text);

    private CustomResourceSnapshot? Current(IResource resource) =>
        _notifications.TryGetCurrentState(resource.Name, out var now) ? now.Snapshot : null;

    private async Task CommandAsync(IResource resource, string command, CancellationToken cancellationToken)
    {
        var result = await _commands.ExecuteCommandAsync(resource, command, cancellationToken);
        if (!result.Success)
        {
            throw new DistributedApplicationException(result.Message ?? $"Command '{command}' on '{resource.Name}' failed. See its log for the cause.");
        }
    }
}
