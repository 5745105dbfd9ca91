using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.Options;

namespace Embedded.AzureSignalR;

/// <summary>Where the two ends of the service are, and the tokens for them.</summary>
internal sealed class ServiceAddress(IOptions<ServiceOptions> options, TimeProvider time)
{
    private static readonly TimeSpan ServerTokenLifetime = TimeSpan.FromHours(1);
    private readonly ServiceOptions _options = options.Value;
    private readonly ServiceConnectionString _service = ServiceConnectionString.Parse(options.Value.ConnectionString);

    /// <summary>This process, as the service knows it.</summary>
    public string ServerId { get; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    public string NameOf(Type hub)
    {
        var name = hub.Name.ToLowerInvariant();
        return string.IsNullOrEmpty(_options.ApplicationName) ? name : $"{_options.ApplicationName.ToLowerInvariant()}_{name}";
    }

    /// <param name="hub">The hub's full name.</param>
    /// <param name="connectionId">Of the new connection.</param>
    /// <param name="target">Which of its instances the service has asked the connection for; null for any.</param>
    public Uri Server(string hub, string connectionId, string? target = null)
    {
        var address = new UriBuilder(Audience(_service.ServerEndpoint, ServiceNames.ServerPath, hub));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        address.Query += $"&cid={connectionId}{(target is null ? "" : $"&{ServiceNames.TargetParameter}={Uri.EscapeDataString(target)}")}";
        return address.Uri;
    }

    public string ServerToken(string hub) => Token(
        Audience(_service.Endpoint, ServiceNames.ServerPath, hub), [new Claim(ClaimTypes.NameIdentifier, ServerId)], ServerTokenLifetime);

    /// <param name="hub">The hub's full name.</param>
    /// <param name="path">Where the app has mapped it.</param>
    /// <param name="query">What the client asked with, without the question mark.</param>
    public string Client(string hub, string path, string query) =>
        $"{Audience(_service.ClientEndpoint, ServiceNames.ClientPath, hub)}&{ServiceNames.OriginalPath}={Uri.EscapeDataString(path)}"
        + $"{(query.Length > 0 ? "&" : "")}{query}&{ServiceNames.RequestId}={Guid.NewGuid():N}";

    public string ClientToken(string hub, IEnumerable<Claim> claims) =>
        Token(Audience(_service.Endpoint, ServiceNames.ClientPath, hub), claims, _options.AccessTokenLifetime);

    private static string Audience(Uri endpoint, string path, string hub) => $"{endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}{path}/?hub={Uri.EscapeDataString(hub)}";

    private string Token(string audience, IEnumerable<Claim> claims, TimeSpan lifetime) =>
        AccessToken.Create(_service.AccessKey, _options.AccessTokenAlgorithm.ToString(), audience, claims, time.GetUtcNow(), lifetime);
}
