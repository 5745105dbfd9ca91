using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Control;

/// <summary>Calls the code of a resource's own command. Whatever it throws becomes its result.</summary>
internal sealed class OwnCommands(IServiceProvider services, ResourceLoggerService logs)
{
    public async Task<ExecuteCommandResult> ExecuteAsync(IResource resource, CommandAnnotation command, CancellationToken cancellationToken)
    {
        var logger = new ResourceLogger(logs, resource.Name);
        try
        {
            return await command.ExecuteAsync(new ExecuteCommandContext { ServiceProvider = services, Logger = logger, CancellationToken = cancellationToken });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"Command '{command.Name}' of resource '{resource.Name}' was cancelled.");
        }
        catch (Exception problem)
        {
            ControlLog.CommandBroke(logger, command.Name, problem);
            return CommandResults.Failure(problem.Message);
        }
    }
}
