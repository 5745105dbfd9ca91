using Embedded.Hosting.Control;
using Embedded.Hosting.Replicas;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Carries out commands on resources.</summary>
public class ResourceCommandService
{
    private readonly RunnerCollection _runners;
    private readonly OwnCommands _own;
    private readonly ProcessCommands _processes;

    internal ResourceCommandService(RunnerCollection runners, OwnCommands own, ProcessCommands processes)
    {
        _runners = runners;
        _own = own;
        _processes = processes;
    }

    /// <summary>Carries out one of <see cref="KnownResourceCommands"/>, or a command of the resource's own, and returns when it is done.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, seconds: null, cancellationToken);

    /// <param name="resourceId">The resource's name.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="seconds">For a command that takes a time; null for its default.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for it any more.</param>
    internal async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, int? seconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_runners.Find(resourceId) is not { } runner)
        {
            return CommandResults.Failure($"There is no resource '{resourceId}'. Known: {string.Join(", ", _runners.Names)}.");
        }
        if (runner.Resource.Commands().FirstOrDefault(known => known.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"Resource '{runner.Resource.Name}' has no command '{commandName}'. It has: {string.Join(", ", runner.Resource.Commands().Select(c => c.Name))}.");
        }
        try
        {
            return await ExecuteAsync(runner, command, seconds, cancellationToken);
        }
        catch (DistributedApplicationException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
    }

    private Task<ExecuteCommandResult> ExecuteAsync(ResourceRunner runner, ResourceCommand command, int? seconds, CancellationToken cancellationToken)
    {
        var resource = runner.Resource;
        return resource.OwnCommand(command.Name) is { } own ? _own.ExecuteAsync(resource, own, cancellationToken)
            : command.Name == EngineCommands.Cut ? _processes.CutAsync(resource, seconds ?? EngineCommands.CutSeconds.Default, cancellationToken)
            : command.Name == EngineCommands.Kill ? Task.FromResult(_processes.Kill(resource))
            : command.Name == KnownResourceCommands.StartCommand ? Task.FromResult(Start(runner))
            : command.Name == KnownResourceCommands.StopCommand ? StopAsync(runner, cancellationToken)
            : RestartAsync(runner, cancellationToken);
    }

    private static ExecuteCommandResult Start(ResourceRunner runner) =>
        runner.TryStart() ? Done() : CommandResults.Failure($"Resource '{runner.Resource.Name}' runs already.");

    private static async Task<ExecuteCommandResult> StopAsync(ResourceRunner runner, CancellationToken cancellationToken) =>
        await runner.StopAsync(cancellationToken) ? Done() : CommandResults.Failure($"Resource '{runner.Resource.Name}' does not run.");

    private static async Task<ExecuteCommandResult> RestartAsync(ResourceRunner runner, CancellationToken cancellationToken)
    {
        await runner.StopAsync(cancellationToken);
        runner.TryStart();
        return Done();
    }

    private static ExecuteCommandResult Done() => new() { Success = true };
}
