using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Reads what an app server wants to be answered.</summary>
internal static class RequestReader
{
    public static ServiceMessage Read(int type, ref PackReader reader) => type switch
    {
        MessageType.JoinGroupWithAck => new JoinGroupWithAck(Name(ref reader), Name(ref reader), Number(ref reader)),
        MessageType.LeaveGroupWithAck => new LeaveGroupWithAck(Name(ref reader), Name(ref reader), Number(ref reader)),
        MessageType.UserJoinGroupWithAck => new UserJoinGroupWithAck(Name(ref reader), Name(ref reader), Number(ref reader)),
        MessageType.UserLeaveGroupWithAck => new UserLeaveGroupWithAck(Name(ref reader), Name(ref reader), Number(ref reader)),
        MessageType.CheckUserInGroup => new CheckUserInGroup(Name(ref reader), Name(ref reader), Number(ref reader)),
        MessageType.CheckGroup => new CheckGroup(Name(ref reader), Number(ref reader)),
        MessageType.CheckConnection => new CheckConnection(Name(ref reader), Number(ref reader)),
        MessageType.CheckUser => new CheckUser(Name(ref reader), Number(ref reader)),
        MessageType.CloseConnectionWithAck => new CloseConnectionWithAck(Name(ref reader), Text(ref reader), Number(ref reader)),
        MessageType.CloseConnections => new CloseConnections(Text(ref reader), Number(ref reader), Names(ref reader)),
        MessageType.CloseUserConnections => new CloseUserConnections(Name(ref reader), Text(ref reader), Number(ref reader), Names(ref reader)),
        MessageType.CloseGroupConnections => new CloseGroupConnections(Name(ref reader), Text(ref reader), Number(ref reader), Names(ref reader)),
        _ => new Unknown(type),
    };

    private static string Name(ref PackReader reader)
    {
        MessageReader.Need(ref reader);
        return reader.Name();
    }

    private static string? Text(ref PackReader reader)
    {
        MessageReader.Need(ref reader);
        return reader.Text();
    }

    private static int Number(ref PackReader reader)
    {
        MessageReader.Need(ref reader);
        return reader.Number();
    }

    private static string[] Names(ref PackReader reader) => reader.HasMore() ? reader.Texts() : [];
}
