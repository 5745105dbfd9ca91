using System.Diagnostics.CodeAnalysis;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>What a hub sends: to a client of this server by that client's own connection, to all others wherever the service finds them.</summary>
internal sealed class ServiceLifetimeManager<THub>(
    ServiceHubs hubs, ServiceAddress address, IHubProtocolResolver resolver, IOptions<HubOptions> globalOptions, IOptions<HubOptions<THub>> options)
    : HubLifetimeManager<THub>
    where THub : Hub
{
    private readonly ServiceHub _hub = hubs.Of(typeof(THub));
    private readonly HubWriter _writer = HubWriter.Of(resolver, options.Value.SupportedProtocols ?? globalOptions.Value.SupportedProtocols);
    private readonly string _callPrefix = Guid.NewGuid().ToString("N");
    private long _lastCall;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        if (_hub.Find(connection.ConnectionId) is not { } client)
        {
            return Task.CompletedTask;
        }
        connection.UserIdentifier = client.UserId ?? connection.UserIdentifier;
        // What follows goes another way, and must not come before it.
        return client.HandshakeAnswered;
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _hub.Calls.ClientGone(connection.ConnectionId);
        return Task.CompletedTask;
    }

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAllExceptAsync(methodName, args, [], cancellationToken);

    public override Task SendAllExceptAsync(
        string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        _hub.SendAsync(new ServiceMessage.Broadcast(excludedConnectionIds, Write(methodName, args)));

    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _hub.Find(connectionId) is { } client
            ? client.SendAsync(new ServiceMessage.MultiConnectionData([connectionId], _writer.Write(client.Protocol, null, methodName, args)))
            : SendConnectionsAsync([connectionId], methodName, args, cancellationToken);

    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        connectionIds.Count == 0 ? Task.CompletedTask : _hub.SendAsync(new ServiceMessage.MultiConnectionData(connectionIds, Write(methodName, args)));

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendGroupExceptAsync(groupName, methodName, args, [], cancellationToken);

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        groupNames.Count == 0 ? Task.CompletedTask : _hub.SendAsync(new ServiceMessage.MultiGroupBroadcast(groupNames, Write(methodName, args)));

    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        _hub.SendAsync(new ServiceMessage.GroupBroadcast(groupName, excludedConnectionIds, Write(methodName, args)));

    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        _hub.SendAsync(new ServiceMessage.UserData(userId, Write(methodName, args)));

    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        userIds.Count == 0 ? Task.CompletedTask : _hub.SendAsync(new ServiceMessage.MultiUserData(userIds, Write(methodName, args)));

    /// <exception cref="IOException">The service is away, or refused it.</exception>
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        _hub.Acknowledgements.AskAsync(id => SendAsync(connectionId, new ServiceMessage.JoinGroupWithAck(connectionId, groupName, id)), cancellationToken);

    /// <exception cref="IOException">The service is away, or refused it.</exception>
    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        _hub.Acknowledgements.AskAsync(id => SendAsync(connectionId, new ServiceMessage.LeaveGroupWithAck(connectionId, groupName, id)), cancellationToken);

    /// <exception cref="HubException">The client answered with an error, or has gone.</exception>
    public override async Task<T> InvokeConnectionAsync<T>(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken)
    {
        var id = $"{connectionId}-{_callPrefix}-{Interlocked.Increment(ref _lastCall)}";
        var call = new ClientCall.Own<T>(connectionId);
        _hub.Calls.Add(id, call);
        try
        {
            await SendAsync(connectionId, new ServiceMessage.ClientInvocation(
                id, connectionId, address.ServerId, _writer.Write(_hub.Find(connectionId)?.Protocol, id, methodName, args)));
            return await call.Result.WaitAsync(cancellationToken);
        }
        finally
        {
            _hub.Calls.Forget(id);
        }
    }

    public override Task SetConnectionResultAsync(string connectionId, CompletionMessage result)
    {
        if (_hub.Find(connectionId) is not { } client || _hub.Calls.Complete(connectionId, result) is not { } call)
        {
            return Task.CompletedTask;
        }
        var routed = call as ClientCall.Routed;
        // The service only has to know that an own call is over.
        var payload = routed is null ? default : _writer.Find(client.Protocol)?.GetMessageBytes(result) ?? default;
        return client.SendAsync(new ServiceMessage.ClientCompletion(
            result.InvocationId!, connectionId, routed?.Caller ?? address.ServerId, client.Protocol ?? "", payload));
    }

    public override bool TryGetReturnType(string invocationId, [NotNullWhen(true)] out Type? type) => _hub.Calls.TryGetType(invocationId, out type);

    private Payloads Write(string method, object?[] arguments) => _writer.Write(null, null, method, arguments);

    private Task SendAsync(string connectionId, ServiceMessage message) => _hub.Find(connectionId) is { } client ? client.SendAsync(message) : _hub.SendAsync(message);
}
