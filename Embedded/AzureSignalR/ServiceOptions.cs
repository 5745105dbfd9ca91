using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;

namespace Microsoft.Azure.SignalR;

/// <summary>How this server and its clients use the service.</summary>
public class ServiceOptions
{
    /// <summary>Where the service is, and its key. Required.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How many connections each hub opens. Default 5.</summary>
    public int InitialHubServerConnectionCount { get; set; } = 5;

    /// <summary>How many the service may ask for. Default <see langword="null"/>: no limit. Never less than the initial ones.</summary>
    public int? MaxHubServerConnectionCount { get; set; }

    /// <summary>Stands before the names of the hubs, so that several apps can share a service. Default <see langword="null"/>.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>The claims that a client gets. Default <see langword="null"/>: those of its user.</summary>
    public Func<HttpContext, IEnumerable<Claim>>? ClaimsProvider { get; set; }

    /// <summary>How long a client may take from its negotiation to its connection. Default one hour.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How tokens are signed. Default HS256.</summary>
    public AccessTokenAlgorithm AccessTokenAlgorithm { get; set; } = AccessTokenAlgorithm.HS256;

    /// <summary>Whether clients come to the server with which they negotiated. Default Disabled; Blazor's hub is always Required.</summary>
    public ServerStickyMode ServerStickyMode { get; set; } = ServerStickyMode.Disabled;

    /// <summary>What becomes of clients when this server stops.</summary>
    public GracefulShutdownOptions GracefulShutdown { get; set; } = new();

    /// <summary>How long a change of the service's endpoints may take. Default 5 minutes. Ignored where there is one, and here there is one always.</summary>
    public TimeSpan ServiceScaleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a client of long polling may wait between two polls, 1 to 300 s. Default <see langword="null"/>: the service's 5 s.</summary>
    public int? MaxPollIntervalInSeconds { get; set; }

    /// <summary>The transports that a client may use. Default <see langword="null"/>: all.</summary>
    public Func<HttpContext, HttpTransportType>? TransportTypeDetector { get; set; }

    /// <summary>Whether clients may use stateful reconnect. Default <see langword="null"/>: they may not. True is refused here.</summary>
    public bool? AllowStatefulReconnects { get; set; }
}
