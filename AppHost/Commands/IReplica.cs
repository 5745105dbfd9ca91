namespace BlazorAspire.AppHost.Commands;

/// <summary>One replica while the app runs. What goes wrong is thrown as an exception whose message is meant for the person who gave the command.</summary>
internal interface IReplica
{
    string Name { get; }

    Task<ReplicaCondition> AskAsync(CancellationToken cancellationToken);

    /// <summary>Has it move its users to the others, and returns when it is done.</summary>
    /// <exception cref="DistributedApplicationException">It refuses, or does not end in time.</exception>
    Task<DrainReport> DrainAsync(CancellationToken cancellationToken);

    /// <summary>Returns when its process is gone; at once if it does not run.</summary>
    /// <exception cref="DistributedApplicationException">It could not be stopped.</exception>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Returns when it is healthy and the gateway sends new users there.</summary>
    /// <exception cref="DistributedApplicationException">It does not come that far.</exception>
    Task StartAsync(CancellationToken cancellationToken);
}
