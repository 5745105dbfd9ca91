using Embedded.Hosting.Control;
using Embedded.Hosting.Replicas;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Carries out commands on resources.</summary>
public class ResourceCommandService
{
    private readonly RunnerCollection _runners;
    private readonly OwnCommands _own;

    internal ResourceCommandService(RunnerCollection runners, OwnCommands own)
    {
        _runners = runners;
        _own = own;
    }

    /// <summary>Carries out one of <see cref="KnownResourceCommands"/>, or a command of the resource's own, and returns when it is done.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_runners.Find(resourceId) is not { } runner)
        {
            return CommandResults.Failure($"There is no resource '{resourceId}'. Known: {string.Join(", ", _runners.Names)}.");
        }
        try
        {
            return await ExecuteAsync(runner, commandName, cancellationToken);
        }
        catch (DistributedApplicationException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ResourceRunner runner, string commandName, CancellationToken cancellationToken)
    {
        var resource = runner.Resource;
        if (resource.OwnCommand(commandName) is { } own)
        {
            return await _own.ExecuteAsync(resource, own, cancellationToken);
        }
        if (commandName == KnownResourceCommands.StartCommand)
        {
            return runner.TryStart() ? Done() : CommandResults.Failure($"Resource '{resource.Name}' runs already.");
        }
        if (commandName == KnownResourceCommands.StopCommand)
        {
            return await runner.StopAsync(cancellationToken) ? Done() : CommandResults.Failure($"Resource '{resource.Name}' does not run.");
        }
        if (commandName == KnownResourceCommands.RestartCommand)
        {
            await runner.StopAsync(cancellationToken);
            runner.TryStart();
            return Done();
        }
        return CommandResults.Failure($"Resource '{resource.Name}' has no command '{commandName}'. It has: {string.Join(", ", resource.Commands().Select(c => c.Name))}.");
    }

    private static ExecuteCommandResult Done() => new() { Success = true };
}
