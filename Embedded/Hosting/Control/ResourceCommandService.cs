using Embedded.Hosting.Replicas;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Carries out commands on resources.</summary>
public class ResourceCommandService
{
    private readonly RunnerCollection _runners;

    internal ResourceCommandService(RunnerCollection runners)
    {
        _runners = runners;
    }

    /// <summary>Carries out one of <see cref="KnownResourceCommands"/> and returns when it is done.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (_runners.Find(resourceId) is not { } runner)
        {
            return Refused($"There is no resource '{resourceId}'. Known: {string.Join(", ", _runners.Names)}.");
        }
        try
        {
            return await ExecuteAsync(runner, commandName, cancellationToken);
        }
        catch (DistributedApplicationException problem)
        {
            return Refused(problem.Message);
        }
    }

    private static async Task<ExecuteCommandResult> ExecuteAsync(ResourceRunner runner, string commandName, CancellationToken cancellationToken)
    {
        if (commandName == KnownResourceCommands.StartCommand)
        {
            return runner.TryStart() ? Done() : Refused($"Resource '{runner.Resource.Name}' runs already.");
        }
        if (commandName == KnownResourceCommands.StopCommand)
        {
            return await runner.StopAsync(cancellationToken) ? Done() : Refused($"Resource '{runner.Resource.Name}' does not run.");
        }
        if (commandName == KnownResourceCommands.RestartCommand)
        {
            await runner.StopAsync(cancellationToken);
            runner.TryStart();
            return Done();
        }
        return Refused($"Command '{commandName}' is not known. Use {KnownResourceCommands.StartCommand}, {KnownResourceCommands.StopCommand} or {KnownResourceCommands.RestartCommand}.");
    }

    private static ExecuteCommandResult Done() => new() { Success = true };

    private static ExecuteCommandResult Refused(string message) => new() { Success = false, Message = message };
}
