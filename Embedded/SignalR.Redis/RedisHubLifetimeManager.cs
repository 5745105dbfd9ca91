using System.Diagnostics.CodeAnalysis;
using Embedded.SignalR.Redis;
using Embedded.SignalR.Redis.Wire;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.SignalR.StackExchangeRedis;

/// <summary>Sends what a hub sends to its clients on this server, and by Redis to those on all others.</summary>
/// <remarks>While Redis is away the clients of this server get what is sent on it. What the others miss is counted and logged.</remarks>
public class RedisHubLifetimeManager<THub> : HubLifetimeManager<THub>, IDisposable
    where THub : Hub
{
    private readonly Backplane _backplane;
    private readonly HubSerializer _serializer;
    private readonly RemoteClients _remote;
    private readonly LocalCalls _calls;

    public RedisHubLifetimeManager(ILogger<RedisHubLifetimeManager<THub>> logger, IOptions<RedisOptions> options, IHubProtocolResolver hubProtocolResolver)
        : this(logger, options, hubProtocolResolver, null, null)
    {
    }

    public RedisHubLifetimeManager(
        ILogger<RedisHubLifetimeManager<THub>> logger,
        IOptions<RedisOptions> options,
        IHubProtocolResolver hubProtocolResolver,
        IOptions<HubOptions>? globalHubOptions,
        IOptions<HubOptions<THub>>? hubOptions)
        : this(
            logger,
            options.Value,
            HubSerializer.Of(hubProtocolResolver, hubOptions?.Value.SupportedProtocols ?? globalHubOptions?.Value.SupportedProtocols),
            new BackplaneLimits())
    {
    }

    internal RedisHubLifetimeManager(ILogger logger, RedisOptions options, HubSerializer serializer, BackplaneLimits limits)
    {
        _serializer = serializer;
        _backplane = new Backplane(typeof(THub).FullName!, options, logger, limits, TimeProvider.System);
        _remote = new RemoteClients(_backplane, serializer);
        _calls = new LocalCalls(_backplane.Clients, _backplane.Results);
    }

    internal Backplane Backplane => _backplane;

    /// <inheritdoc />
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _backplane.Clients.Add(connection);
        return _backplane.ReadyAsync();
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _backplane.Clients.Remove(connection);
        _backplane.Results.ClientGone(connection.ConnectionId);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAsync(Audience.All, methodName, args, cancellationToken);

    /// <inheritdoc />
    public override Task SendAllExceptAsync(
        string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        SendAsync(Audience.AllExcept(excludedConnectionIds), methodName, args, cancellationToken);

    /// <inheritdoc />
    /// <remarks>A client of this server that takes its messages slowly makes the sender wait, as without a backplane.</remarks>
    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        return _backplane.Clients.Find(connectionId) is { } client
            ? client.Connection.WriteAsync(new InvocationMessage(methodName, args), cancellationToken).AsTask()
            : SendAsync(Audience.Connections(connectionId), methodName, args, cancellationToken);
    }

    /// <inheritdoc />
    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionIds);
        return SendAsync(Audience.Connections(connectionIds), methodName, args, cancellationToken);
    }

    /// <inheritdoc />
    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupName);
        return SendAsync(Audience.Groups(groupName), methodName, args, cancellationToken);
    }

    /// <inheritdoc />
    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupNames);
        return SendAsync(Audience.Groups(groupNames), methodName, args, cancellationToken);
    }

    /// <inheritdoc />
    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupName);
        return SendAsync(Audience.GroupExcept(groupName, excludedConnectionIds), methodName, args, cancellationToken);
    }

    /// <inheritdoc />
    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAsync(Audience.Users(userId), methodName, args, cancellationToken);

    /// <inheritdoc />
    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAsync(Audience.Users(userIds), methodName, args, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="IOException">The connection is not on this server, and the others could not be asked or did not answer.</exception>
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        ChangeGroupAsync(connectionId, groupName, joins: true, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="IOException">The connection is not on this server, and the others could not be asked or did not answer.</exception>
    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        ChangeGroupAsync(connectionId, groupName, joins: false, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="IOException">No server has the connection, or it or its server has gone before the client answered.</exception>
    /// <exception cref="HubException">The client answered with an error, or with another type.</exception>
    public override Task<T> InvokeConnectionAsync<T>(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        return _backplane.Clients.Find(connectionId) is { } client
            ? _calls.InvokeAsync<T>(client, methodName, args, cancellationToken)
            : _remote.InvokeAsync<T>(connectionId, methodName, args, cancellationToken);
    }

    /// <inheritdoc />
    public override Task SetConnectionResultAsync(string connectionId, CompletionMessage result)
    {
        _backplane.Results.Complete(connectionId, result);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override bool TryGetReturnType(string invocationId, [NotNullWhen(true)] out Type? type) => _backplane.Results.TryGetType(invocationId, out type);

    /// <summary>Tells the other servers, and closes the connection to Redis.</summary>
    public void Dispose()
    {
        _backplane.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task SendAsync(Audience audience, string method, object?[] arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var payload = _serializer.Write(null, method, arguments);
        var post = _backplane.Publisher.PostAsync(new Delivery(audience, payload));
        await _backplane.Clients.DeliverAsync(audience, payload);
        await post;
    }

    private Task ChangeGroupAsync(string connectionId, string group, bool joins, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        ArgumentNullException.ThrowIfNull(group);
        if (_backplane.Clients.Find(connectionId) is not { } client)
        {
            return _remote.ChangeGroupAsync(connectionId, group, joins, cancellationToken);
        }

        _backplane.Clients.ChangeGroup(client, group, joins);
        return Task.CompletedTask;
    }
}
