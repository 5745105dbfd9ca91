namespace BlazorAspire.AppHost.Deploy;

/// <summary>What a replica is told by its environment.</summary>
internal static class ReplicaEnvironment
{
    /// <summary>Says what the app's hubs go by.</summary>
    public static IResourceBuilder<ProjectResource> WithBackplane(
        this IResourceBuilder<ProjectResource> replica, Backplane backplane, IResourceBuilder<IResourceWithConnectionString>? signalr = null)
    {
        if (backplane == Backplane.Redis)
        {
            return replica;
        }
        replica.WithEnvironment("Hubs__Backplane", backplane.ToString());
        return signalr is null ? replica : replica.WithReference(signalr);
    }

    /// <summary>Says where the service is that runs on this machine in its place. Nothing, where there is none.</summary>
    public static IResourceBuilder<ProjectResource> WithSignalREmulator(this IResourceBuilder<ProjectResource> replica, SignalREmulator? emulator) =>
        emulator is null ? replica : replica.WithEnvironment("ConnectionStrings__signalr", () => emulator.ConnectionString).WaitFor(emulator.Resource);

    /// <summary>Gives the drain as much time as the platform gives the replica.</summary>
    public static IResourceBuilder<ProjectResource> WithDrainTimes(this IResourceBuilder<ProjectResource> replica, DeploySettings settings) => replica
        .WithEnvironment("Drain__Deadline", settings.DrainDeadline.ToString("c"))
        .WithEnvironment("Drain__ShutdownTimeout", settings.ShutdownTimeout.ToString("c"))
        .WithEnvironment("Drain__GracePeriod", settings.GracePeriod.ToString("c"));
}
