using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Writes what an app server wants to be answered.</summary>
internal static class RequestWriter
{
    public static PackWriter Write(PackWriter writer, Request request) => request switch
    {
        JoinGroupWithAck join => InGroup(writer, MessageType.JoinGroupWithAck, join.ConnectionId, join.Group, join),
        LeaveGroupWithAck leave => InGroup(writer, MessageType.LeaveGroupWithAck, leave.ConnectionId, leave.Group, leave),
        UserJoinGroupWithAck join => InGroup(writer, MessageType.UserJoinGroupWithAck, join.User, join.Group, join),
        UserLeaveGroupWithAck leave => InGroup(writer, MessageType.UserLeaveGroupWithAck, leave.User, leave.Group, leave),
        CheckUserInGroup check => InGroup(writer, MessageType.CheckUserInGroup, check.User, check.Group, check),
        CheckGroup check => Of(writer, MessageType.CheckGroup, check.Group, check),
        CheckConnection check => Of(writer, MessageType.CheckConnection, check.ConnectionId, check),
        CheckUser check => Of(writer, MessageType.CheckUser, check.User, check),
        CloseConnectionWithAck close =>
            MessageWriter.Begin(writer, 5, MessageType.CloseConnectionWithAck).Text(close.ConnectionId).Text(close.Reason).Number(close.AckId).Map(0),
        CloseConnections close => MessageWriter.Begin(writer, 5, MessageType.CloseConnections).Text(close.Reason).Number(close.AckId).Texts(close.Excluded).Map(0),
        CloseUserConnections close =>
            MessageWriter.Begin(writer, 6, MessageType.CloseUserConnections).Text(close.User).Text(close.Reason).Number(close.AckId).Texts(close.Excluded).Map(0),
        CloseGroupConnections close =>
            MessageWriter.Begin(writer, 6, MessageType.CloseGroupConnections).Text(close.Group).Text(close.Reason).Number(close.AckId).Texts(close.Excluded).Map(0),
        _ => throw new ArgumentException($"A request of type '{request.GetType().Name}' is not written.", nameof(request)),
    };

    private static PackWriter InGroup(PackWriter writer, int type, string who, string group, Request request) =>
        MessageWriter.Begin(writer, 5, type).Text(who).Text(group).Number(request.AckId).Map(0);

    private static PackWriter Of(PackWriter writer, int type, string what, Request request) => MessageWriter.Begin(writer, 4, type).Text(what).Number(request.AckId).Map(0);
}
