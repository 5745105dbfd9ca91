using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.SignalREmulator.Servers;

/// <summary>What an app server asks for and wants to be answered.</summary>
internal sealed class ServerRequests(HubRoom hub)
{
    public Ack Answer(Request request) => request switch
    {
        JoinGroupWithAck join => Of(join, hub.ChangeGroup(join.ConnectionId, join.Group, joins: true), "The connection does not exist."),
        LeaveGroupWithAck leave => Of(leave, hub.ChangeGroup(leave.ConnectionId, leave.Group, joins: false), "The connection does not exist."),
        UserJoinGroupWithAck join => Done(join, () => hub.Groups.JoinUser(join.User, join.Group)),
        UserLeaveGroupWithAck leave => Done(leave, () => hub.Groups.LeaveUser(leave.User, leave.Group)),
        CheckUserInGroup check => Of(check, hub.Groups.IsIn(check.User, check.Group), "The user is not in the group."),
        CheckGroup check => Of(check, hub.Groups.Members(check.Group).Length > 0, "The group has no member."),
        CheckConnection check => Of(check, hub.Find(check.ConnectionId) is not null, "The connection does not exist."),
        CheckUser check => Of(check, hub.OfUser(check.User).Any(), "The user has no connection."),
        CloseConnectionWithAck close =>
            Of(close, Close(hub.Find(close.ConnectionId) is { } client ? [client] : [], close.Reason, []), "The connection does not exist."),
        CloseConnections close => Done(close, () => Close(hub.Clients, close.Reason, close.Excluded)),
        CloseUserConnections close => Done(close, () => Close(hub.OfUser(close.User), close.Reason, close.Excluded)),
        CloseGroupConnections close => Done(close, () => Close(hub.Groups.Members(close.Group), close.Reason, close.Excluded)),
        _ => new Ack(request.AckId, AckStatus.Error, $"A request of type '{request.GetType().Name}' is not known here."),
    };

    private static Ack Of(Request request, bool isFound, string problem) => isFound ? new Ack(request.AckId, AckStatus.Ok) : new Ack(request.AckId, AckStatus.NotFound, problem);

    private static Ack Done(Request request, Action act)
    {
        act();
        return new Ack(request.AckId, AckStatus.Ok);
    }

    /// <summary>False when there was nobody.</summary>
    private static bool Close(IEnumerable<ServiceClient> clients, string? reason, IReadOnlyCollection<string> excluded)
    {
        var any = false;
        foreach (var client in clients.Where(client => !excluded.Contains(client.Id)))
        {
            client.Close(reason);
            any = true;
        }
        return any;
    }
}
