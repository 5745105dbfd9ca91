using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>
/// The way out of every hub. Blazor's own is internal and is told by its connections; those of any other hub pass as they always do.
/// </summary>
internal sealed class CircuitHubLifetimeManager<THub>(CircuitSender gate, ILogger<DefaultHubLifetimeManager<THub>> logger) : DefaultHubLifetimeManager<THub>(logger)
    where THub : Hub
{
    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        gate.SendAsync(connectionId, methodName, args, () => base.SendConnectionAsync(connectionId, methodName, args, cancellationToken));

    public override Task<T> InvokeConnectionAsync<T>(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken) =>
        CircuitSender.Refuses<T>(methodName)
            ? Task.FromResult((T)(object)false)
            : base.InvokeConnectionAsync<T>(connectionId, methodName, args, cancellationToken);

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        gate.Disconnected(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
