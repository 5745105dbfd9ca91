namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>The first element of a message.</summary>
internal static class MessageType
{
    public const int HandshakeRequest = 1;
    public const int HandshakeResponse = 2;
    public const int Ping = 3;
    public const int OpenConnection = 4;
    public const int CloseConnection = 5;
    public const int ConnectionData = 6;
    public const int MultiConnectionData = 7;
    public const int UserData = 8;
    public const int MultiUserData = 9;
    public const int Broadcast = 10;
    public const int JoinGroup = 11;
    public const int LeaveGroup = 12;
    public const int GroupBroadcast = 13;
    public const int MultiGroupBroadcast = 14;
    public const int ServiceError = 15;
    public const int UserJoinGroup = 16;
    public const int UserLeaveGroup = 17;
    public const int JoinGroupWithAck = 18;
    public const int LeaveGroupWithAck = 19;
    public const int Ack = 20;
    public const int CheckUserInGroup = 21;
    public const int CheckGroup = 23;
    public const int CheckConnection = 24;
    public const int CheckUser = 25;
    public const int UserJoinGroupWithAck = 26;
    public const int UserLeaveGroupWithAck = 27;
    public const int CloseConnectionWithAck = 30;
    public const int CloseConnections = 31;
    public const int CloseUserConnections = 32;
    public const int CloseGroupConnections = 33;
    public const int ClientInvocation = 34;
    public const int ClientCompletion = 35;
    public const int ErrorCompletion = 36;
    public const int ServiceMapping = 37;
}
