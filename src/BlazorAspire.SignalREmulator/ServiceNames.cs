namespace BlazorAspire.SignalREmulator;

/// <summary>The names in the service's addresses, headers and claims.</summary>
internal static class ServiceNames
{
    public const string ServerPath = "/server";
    public const string ClientPath = "/client";
    public const string HubParameter = "hub";
    public const string ConnectionIdParameter = "cid";
    public const string ReconnectParameter = "useStatefulReconnect";
    public const string ServerIdHeader = "X-ASRS-Server-Id";
    public const string MigratedFrom = "Asrs-Migrate-From";
    public const string MigratedTo = "Asrs-Migrate-To";
    public const string UserId = "asrs.s.uid";
    public const string ServerName = "asrs.s.sn";
    public const string StickyMode = "asrs.s.ssticky";
    public const string HandshakeTimeout = "asrs.s.cht";
    public const string Transports = "asrs.s.htt";
    public const string CloseOnExpiration = "asrs.s.coae";
    public const string ExpiresOn = "asrs.s.aeo";
}
