namespace BlazorAspire.AppHost.Commands;

/// <summary>The commands on replicas and gateway.</summary>
internal static class ReplicaCommands
{
    /// <summary>Adds <c>drain</c> to a replica, and gives it the key without which it drains for nobody.</summary>
    public static IResourceBuilder<ProjectResource> WithDrain(this IResourceBuilder<ProjectResource> replica, Fleet fleet)
    {
        fleet.Add(replica);
        var name = replica.Resource.Name;
        return replica
            .WithEnvironment("Drain__Key", fleet.DrainKey)
            .WithCommand("drain", "Drain", context => AnswerAsync(async () =>
            {
                var replicas = fleet.Replicas(context.ServiceProvider);
                var drain = new Drain(replicas, fleet.Departures, context.Logger);
                return await drain.RunAsync(replicas.Single(one => one.Name == name), context.CancellationToken) is { } report
                    ? $"Replica '{name}' is stopped: {report}."
                    : $"Replica '{name}' did not run, so nobody had to be moved.";
            }), new CommandOptions { Description = "Moves its users to other replicas, then stops it." });
    }

    /// <summary>Adds <c>rolling-restart</c> to the gateway.</summary>
    public static IResourceBuilder<ProjectResource> WithRollingRestart(this IResourceBuilder<ProjectResource> gateway, Fleet fleet)
    {
        fleet.SetGateway(gateway);
        return gateway.WithCommand("rolling-restart", "Rolling restart", context => AnswerAsync(async () =>
        {
            var replicas = fleet.Replicas(context.ServiceProvider);
            var report = await new RollingRestart(replicas, fleet.Departures, context.Logger).RunAsync(context.CancellationToken);
            return $"{replicas.Count} replicas have new processes: {report}.";
        }), new CommandOptions { Description = "Restarts one replica after the other, and throws nobody out." });
    }

    private static async Task<ExecuteCommandResult> AnswerAsync(Func<Task<string>> act)
    {
        try
        {
            return CommandResults.Success(await act());
        }
        catch (DistributedApplicationException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
    }
}
