using System.Globalization;
using System.Security.Claims;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Servers;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>What a client's request and its token say.</summary>
internal sealed record ClientRequest(string Hub, string? Token, string Query, IReadOnlyList<Claim> Claims, IReadOnlyDictionary<string, string[]> Headers)
{
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly string[] Hidden = ["access_token", "id"];

    public string? User => (Find(ServiceNames.UserId) ?? Find(ClaimTypes.NameIdentifier) ?? Find("sub")) is { Length: > 0 } user ? user : null;

    public TimeSpan? PollLimit =>
        int.TryParse(Find(ServiceNames.MaxPollInterval), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>It must stay with the app server that it negotiated with.</summary>
    public bool IsBound => Mode == StickyMode.Required;

    /// <summary>When the service has to let it go, as its app has asked; null for never.</summary>
    public DateTimeOffset? ExpiresAt =>
        bool.TryParse(Find(ServiceNames.CloseOnExpiration), out var closes) && closes
        && long.TryParse(Find(ServiceNames.ExpiresOn), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public string NoServer => Mode == StickyMode.Required
        ? $"App server '{ServerName}' is not connected for hub '{Hub}'. Negotiate again."
        : $"No app server is connected for hub '{Hub}'. Start one, and negotiate again.";

    private string? ServerName => Find(ServiceNames.ServerName);

    private StickyMode Mode => Enum.TryParse<StickyMode>(Find(ServiceNames.StickyMode), ignoreCase: true, out var mode) ? mode : StickyMode.Disabled;

    public static ClientRequest Read(HttpContext http)
    {
        var request = http.Request;
        var query = string.Join('&', request.QueryString.Value!.TrimStart('?').Split('&').Where(pair => !Hidden.Contains(pair.Split('=')[0])));
        // The service has another host than the app: cookies never come to it.
        var headers = request.Headers.Where(header => header.Key is not ("Cookie" or "Authorization"))
            .ToDictionary(header => header.Key, header => header.Value.Select(value => value ?? "").ToArray(), StringComparer.OrdinalIgnoreCase);
        return new ClientRequest(request.Query[ServiceNames.HubParameter].ToString(), request.Query["id"], query, [.. http.User.Claims], headers);
    }

    public ServerConnection? ChooseServer(HubTable hubs) => hubs.Find(Hub)?.Choose(Mode, ServerName);

    public ServiceMessage.OpenConnection Open(string connectionId, string protocol) => new(connectionId, Claims, Headers, $"?{Query}", protocol);

    private string? Find(string claim) => Claims.FirstOrDefault(candidate => candidate.Type == claim)?.Value;
}
