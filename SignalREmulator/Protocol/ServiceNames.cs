namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>The words of the service's addresses, headers, claims and pings.</summary>
internal static class ServiceNames
{
    public const string ServerPath = "/server";
    public const string ClientPath = "/client";
    public const string HubParameter = "hub";
    public const string ServerIdHeader = "X-ASRS-Server-Id";
    public const string TargetParameter = "target";
    public const string MigratedFrom = "Asrs-Migrate-From";
    public const string MigratedTo = "Asrs-Migrate-To";
    public const string OriginalPath = "asrs.op";
    public const string RequestId = "asrs_request_id";

    public const string SystemClaims = "asrs.s.";
    public const string UserClaims = "asrs.u.";
    public const string UserId = "asrs.s.uid";
    public const string ServerName = "asrs.s.sn";
    public const string StickyMode = "asrs.s.ssticky";
    public const string AuthenticationType = "asrs.s.aut";
    public const string NameType = "asrs.s.nt";
    public const string RoleType = "asrs.s.rt";
    public const string MaxPollInterval = "asrs.s.ttl";
    public const string HandshakeTimeout = "asrs.s.cht";
    public const string Transports = "asrs.s.htt";
    public const string CloseOnExpiration = "asrs.s.coae";
    public const string ExpiresOn = "asrs.s.aeo";

    public const string Status = "status";
    public const string Target = "target";
    public const string Servers = "servers";
    public const string Echo = "echo";
    public const string Shutdown = "shutdown";
    public const string FinPrefix = "fin:";
    public const string FinMigrate = "fin:1";
    public const string FinAck = "finack";
}
