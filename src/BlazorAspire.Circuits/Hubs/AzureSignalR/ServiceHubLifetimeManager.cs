using System.Diagnostics.CodeAnalysis;
using BlazorAspire.Circuits.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>The way out of every hub when it is by the service: as without it a render batch leaves only when the state that it shows is saved.</summary>
internal sealed class ServiceHubLifetimeManager<THub>(CircuitSender gate, ServiceManagerType manager, IServiceProvider services) : HubLifetimeManager<THub>
    where THub : Hub
{
    private readonly HubLifetimeManager<THub> _service = (HubLifetimeManager<THub>)services.GetRequiredService(manager.Open.MakeGenericType(typeof(THub)));

    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        gate.SendAsync(connectionId, methodName, args, () => _service.SendConnectionAsync(connectionId, methodName, args, cancellationToken));

    public override Task<T> InvokeConnectionAsync<T>(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken) =>
        CircuitSender.Refuses<T>(methodName)
            ? Task.FromResult((T)(object)false)
            : _service.InvokeConnectionAsync<T>(connectionId, methodName, args, cancellationToken);

    public override Task OnConnectedAsync(HubConnectionContext connection) => _service.OnConnectedAsync(connection);

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        gate.Disconnected(connection.ConnectionId);
        return _service.OnDisconnectedAsync(connection);
    }

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _service.SendAllAsync(methodName, args, cancellationToken);

    public override Task SendAllExceptAsync(
        string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        _service.SendAllExceptAsync(methodName, args, excludedConnectionIds, cancellationToken);

    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _service.SendConnectionsAsync(connectionIds, methodName, args, cancellationToken);

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _service.SendGroupAsync(groupName, methodName, args, cancellationToken);

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _service.SendGroupsAsync(groupNames, methodName, args, cancellationToken);

    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        _service.SendGroupExceptAsync(groupName, methodName, args, excludedConnectionIds, cancellationToken);

    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _service.SendUserAsync(userId, methodName, args, cancellationToken);

    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _service.SendUsersAsync(userIds, methodName, args, cancellationToken);

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        _service.AddToGroupAsync(connectionId, groupName, cancellationToken);

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        _service.RemoveFromGroupAsync(connectionId, groupName, cancellationToken);

    public override Task SetConnectionResultAsync(string connectionId, CompletionMessage result) => _service.SetConnectionResultAsync(connectionId, result);

    public override bool TryGetReturnType(string invocationId, [NotNullWhen(true)] out Type? type) => _service.TryGetReturnType(invocationId, out type);
}
