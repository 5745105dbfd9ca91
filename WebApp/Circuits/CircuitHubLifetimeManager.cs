using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.WebApp.Circuits;

/// <summary>
/// The way out of every hub. Blazor's own is internal and is told by its connections; those of any other hub pass as they always do.
/// </summary>
internal sealed class CircuitHubLifetimeManager<THub>(LiveCircuits circuits, TimeProvider time, ILogger<DefaultHubLifetimeManager<THub>> logger)
    : DefaultHubLifetimeManager<THub>(logger)
    where THub : Hub
{
    private const string SaveInBrowser = "JS.SavePersistedState";

    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        circuits.OutputOf(connectionId) is { } output
            ? output.SendAsync(methodName, () => SendAsync(output, connectionId, methodName, args, cancellationToken))
            : base.SendConnectionAsync(connectionId, methodName, args, cancellationToken);

    private Task SendAsync(CircuitOutput output, string connectionId, string methodName, object?[] args, CancellationToken cancellationToken)
    {
        if (methodName == CircuitOutput.RenderBatch && args is [long batch, ..])
        {
            output.Clock.Sent(batch, time.GetTimestamp());
        }

        return base.SendConnectionAsync(connectionId, methodName, args, cancellationToken);
    }

    /// <summary>What a browser holds it can show again, and again. The framework keeps a paused circuit in the cache when the browser does not.</summary>
    public override Task<T> InvokeConnectionAsync<T>(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken) =>
        methodName == SaveInBrowser && typeof(T) == typeof(bool)
            ? Task.FromResult((T)(object)false)
            : base.InvokeConnectionAsync<T>(connectionId, methodName, args, cancellationToken);

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        circuits.Disconnect(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
