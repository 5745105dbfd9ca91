namespace BlazorAspire.LoadTest.Stacks;

/// <summary>A running app with several replicas behind the gateway.</summary>
internal interface IStack : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The gateway.</summary>
    Uri Address { get; }

    /// <summary>Returns when every replica is healthy and gets users.</summary>
    Task AllReadyAsync(CancellationToken cancellationToken);

    /// <summary>Ends a replica with SIGKILL. It is started again by itself.</summary>
    void Kill(int processId);
}
