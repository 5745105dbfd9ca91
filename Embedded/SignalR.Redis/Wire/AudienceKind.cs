namespace Embedded.SignalR.Redis.Wire;

internal enum AudienceKind : byte
{
    All = 0,
    Connections = 1,
    Groups = 2,
    Users = 3,
}
