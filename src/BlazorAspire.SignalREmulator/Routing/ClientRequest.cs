using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>What a client's request and its token say.</summary>
internal sealed record ClientRequest(string Hub, string Query, Claim[] Claims, IReadOnlyDictionary<string, StringValues> Headers)
{
    private const string ForwardedFor = "X-Forwarded-For";
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly string[] HiddenParameters = ["access_token", "id"];
    private static readonly string[] HiddenHeaders = ["Cookie", "Authorization", ForwardedFor];

    public string? User => (Find(ServiceNames.UserId) ?? Find(ClaimTypes.NameIdentifier) ?? Find("sub")) is { Length: > 0 } user ? user : null;

    public string? ServerName => Find(ServiceNames.ServerName);

    /// <summary>The client must stay with the app server of its negotiation.</summary>
    public bool IsSticky => IsMode("Required");

    /// <summary>The client should come to the app server of its negotiation.</summary>
    public bool PrefersServer => IsMode("Preferred");

    /// <summary>When the service has to disconnect the client, as its app has asked; null for never.</summary>
    public DateTimeOffset? ExpiresAt =>
        bool.TryParse(Find(ServiceNames.CloseOnExpiration), out var closes) && closes && Number(ServiceNames.ExpiresOn) is { } seconds && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public string NoServer => IsSticky
        ? $"App server '{ServerName}' is not connected for hub '{Hub}'. Negotiate again."
        : $"No app server is connected for hub '{Hub}'. Start one, and negotiate again.";

    public static ClientRequest Read(HttpContext http)
    {
        var request = http.Request;
        var query = string.Join('&', request.QueryString.Value!.TrimStart('?').Split('&').Where(pair => !HiddenParameters.Contains(pair.Split('=')[0])));
        // The service has another host than the app: the app's cookies never come to it.
        var headers = request.Headers.Where(header => !HiddenHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        headers[ForwardedFor] = (http.Connection.RemoteIpAddress ?? IPAddress.Loopback).ToString();
        return new ClientRequest(request.Query[ServiceNames.HubParameter].ToString(), $"?{query}", [.. http.User.Claims], headers);
    }

    /// <param name="movedFrom">The app server that has had the client before.</param>
    public OpenConnectionMessage Open(string connectionId, string protocol, string? movedFrom)
    {
        var headers = new Dictionary<string, StringValues>(Headers, StringComparer.OrdinalIgnoreCase);
        if (movedFrom is not null)
        {
            headers[ServiceNames.MigratedFrom] = movedFrom;
        }
        return new OpenConnectionMessage(connectionId, Claims, headers, Query) { Protocol = protocol };
    }

    private bool IsMode(string mode) => string.Equals(Find(ServiceNames.StickyMode), mode, StringComparison.OrdinalIgnoreCase);

    private long? Number(string claim) => long.TryParse(Find(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string? Find(string claim) => Array.Find(Claims, candidate => candidate.Type == claim)?.Value;
}
