using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.AppHost.Commands;

internal sealed class RunningReplica(string name, Uri address, Uri gateway, string drainKey, IServiceProvider services) : IReplica
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly ResourceCommandService _commands = services.GetRequiredService<ResourceCommandService>();
    private readonly ResourceNotificationService _states = services.GetRequiredService<ResourceNotificationService>();

    public string Name => name;

    public Task<ReplicaCondition> AskAsync(CancellationToken cancellationToken) => ReplicaClient.AskAsync(new Uri(address, "/health"), cancellationToken);

    public Task<DrainReport> DrainAsync(CancellationToken cancellationToken) => ReplicaClient.DrainAsync(name, new Uri(address, "/drain"), drainKey, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var now = await _states.WaitForResourceAsync(name, _ => true, cancellationToken);
        if (!IsStopped(now))
        {
            await CommandAsync(KnownResourceCommands.StopCommand, cancellationToken);
            await _states.WaitForResourceAsync(name, IsStopped, cancellationToken);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CommandAsync(KnownResourceCommands.StartCommand, cancellationToken);
        using var limit = new CancellationTokenSource(StartLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var awaited = "become healthy";
        try
        {
            await _states.WaitForResourceHealthyAsync(name, either.Token);
            awaited = "get users from the gateway";
            await ReplicaClient.WaitUntilReadyAsync(new Uri(gateway, $"/health/{name}"), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"Replica '{name}' was started, but did not {awaited} in {StartLimit.TotalSeconds:0} s. See its log for the cause.");
        }
    }

    private static bool IsStopped(ResourceEvent change) => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text);

    private async Task CommandAsync(string command, CancellationToken cancellationToken)
    {
        var result = await _commands.ExecuteCommandAsync(name, command, cancellationToken);
        if (!result.Success)
        {
            throw new DistributedApplicationException(result.Message ?? $"Command '{command}' on '{name}' failed. See its log for the cause.");
        }
    }
}
