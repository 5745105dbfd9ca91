using System.Security.Claims;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>What app servers and the service say to each other.</summary>
internal abstract record ServiceMessage
{
    /// <param name="Target">The instance that an on-demand connection is for.</param>
    public sealed record HandshakeRequest(int Version, int ConnectionType = 0, string? Target = null, int MigrationLevel = 0, bool StatefulReconnect = false)
        : ServiceMessage;

    /// <param name="Error">Empty is good.</param>
    public sealed record HandshakeResponse(string Error, string? ConnectionId = null) : ServiceMessage;

    /// <param name="Values">Names and values by turns; none is a keep-alive.</param>
    public sealed record Ping(IReadOnlyList<string> Values) : ServiceMessage
    {
        public string? this[string name]
        {
            get
            {
                for (var i = 0; i + 1 < Values.Count; i += 2)
                {
                    if (Values[i] == name)
                    {
                        return Values[i + 1];
                    }
                }
                return null;
            }
        }
    }

    /// <param name="Protocol">The name of the hub protocol that the client has asked for.</param>
    public sealed record OpenConnection(
        string ConnectionId, IReadOnlyList<Claim> Claims, IReadOnlyDictionary<string, string[]> Headers, string Query, string? Protocol) : ServiceMessage;

    /// <param name="Headers">Tell why, where that is no error.</param>
    public sealed record CloseConnection(string ConnectionId, string? Error = null, IReadOnlyDictionary<string, string[]>? Headers = null) : ServiceMessage;

    public sealed record ConnectionData(string ConnectionId, ReadOnlyMemory<byte> Payload, DataKind Kind = DataKind.None) : ServiceMessage;

    public sealed record MultiConnectionData(IReadOnlyCollection<string> ConnectionIds, Payloads Payloads) : ServiceMessage;

    public sealed record UserData(string User, Payloads Payloads) : ServiceMessage;

    public sealed record MultiUserData(IReadOnlyCollection<string> Users, Payloads Payloads) : ServiceMessage;

    public sealed record Broadcast(IReadOnlyCollection<string> Excluded, Payloads Payloads) : ServiceMessage;

    public sealed record JoinGroup(string ConnectionId, string Group) : ServiceMessage;

    public sealed record LeaveGroup(string ConnectionId, string Group) : ServiceMessage;

    public sealed record GroupBroadcast(
        string Group, IReadOnlyCollection<string> Excluded, Payloads Payloads, IReadOnlyCollection<string>? ExcludedUsers = null, string? Caller = null)
        : ServiceMessage;

    public sealed record MultiGroupBroadcast(IReadOnlyCollection<string> Groups, Payloads Payloads) : ServiceMessage;

    public sealed record ServiceError(string Message) : ServiceMessage;

    public sealed record UserJoinGroup(string User, string Group) : ServiceMessage;

    public sealed record UserLeaveGroup(string User, string Group) : ServiceMessage;

    /// <summary>What an app server asks for and wants to be answered with an <see cref="Ack"/>.</summary>
    public abstract record Request(int AckId) : ServiceMessage;

    public sealed record JoinGroupWithAck(string ConnectionId, string Group, int AckId) : Request(AckId);

    public sealed record LeaveGroupWithAck(string ConnectionId, string Group, int AckId) : Request(AckId);

    public sealed record UserJoinGroupWithAck(string User, string Group, int AckId) : Request(AckId);

    public sealed record UserLeaveGroupWithAck(string User, string Group, int AckId) : Request(AckId);

    public sealed record CheckUserInGroup(string User, string Group, int AckId) : Request(AckId);

    public sealed record CheckGroup(string Group, int AckId) : Request(AckId);

    public sealed record CheckConnection(string ConnectionId, int AckId) : Request(AckId);

    public sealed record CheckUser(string User, int AckId) : Request(AckId);

    public sealed record CloseConnectionWithAck(string ConnectionId, string? Reason, int AckId) : Request(AckId);

    public sealed record CloseConnections(string? Reason, int AckId, IReadOnlyCollection<string> Excluded) : Request(AckId);

    public sealed record CloseUserConnections(string User, string? Reason, int AckId, IReadOnlyCollection<string> Excluded) : Request(AckId);

    public sealed record CloseGroupConnections(string Group, string? Reason, int AckId, IReadOnlyCollection<string> Excluded) : Request(AckId);

    public sealed record Ack(int AckId, AckStatus Status, string? Message = null) : ServiceMessage;

    public sealed record ClientInvocation(string InvocationId, string ConnectionId, string Caller, Payloads Payloads) : ServiceMessage;

    public sealed record ClientCompletion(string InvocationId, string ConnectionId, string Caller, string Protocol, ReadOnlyMemory<byte> Payload)
        : ServiceMessage;

    public sealed record ErrorCompletion(string InvocationId, string ConnectionId, string Caller, string Error) : ServiceMessage;

    public sealed record ServiceMapping(string InvocationId, string ConnectionId, string Instance) : ServiceMessage;

    /// <summary>
    /// Nothing is done with it: it is of a newer peer, an event for those who asked for one (22), the exchange of keys of Microsoft Entra ID (28 and 29),
    /// which need a service in Azure, or the reconnection of a client that the service keeps (38), which this one does not offer.
    /// </summary>
    public sealed record Unknown(int Type) : ServiceMessage;
}
