using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using Embedded.AzureSignalR.Clients;
using Embedded.AzureSignalR.Hubs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.AzureSignalR.Negotiation;

/// <summary>Sends a client to the service, with a token that says who it is and whether it must come back here.</summary>
internal sealed class Negotiator(ServiceHubs hubs, ServiceAddress address, IOptions<ServiceOptions> options, IServiceProvider services)
{
    private const string BlazorProtocol = "blazorpack";
    private const string NegotiatePath = "/negotiate";

    public async Task AnswerAsync(HttpContext context, Type hub)
    {
        if (!hubs.Of(hub).IsConnected)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The SignalR service is not connected yet. Try again.");
            return;
        }
        var name = address.NameOf(hub);
        var token = address.ClientToken(name, ClaimsOf(context, hub));
        if (token.Length > AccessToken.MostCharacters)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The access token has {token.Length} characters, and the service takes {AccessToken.MostCharacters}. Give the client fewer claims, with ServiceOptions.ClaimsProvider.");
            return;
        }
        var path = context.Request.Path.Value!.TrimEnd('/');
        var answer = new NegotiationResponse
        {
            Url = address.Client(name, path[..^NegotiatePath.Length], context.Request.QueryString.Value?.TrimStart('?') ?? ""),
            AccessToken = token,
            AvailableTransports = [],
        };
        var buffer = new ArrayBufferWriter<byte>();
        NegotiateProtocol.WriteResponse(answer, buffer);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private IEnumerable<Claim> ClaimsOf(HttpContext context, Type hub)
    {
        var mode = IsBlazor(hub) ? ServerStickyMode.Required : options.Value.ServerStickyMode;
        if (context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value is { } user)
        {
            yield return new Claim(ServiceNames.UserId, user);
        }
        if (mode != ServerStickyMode.Disabled)
        {
            yield return new Claim(ServiceNames.ServerName, address.ServerId);
            yield return new Claim(ServiceNames.StickyMode, mode.ToString());
        }
        if (options.Value.MaxPollIntervalInSeconds is { } seconds)
        {
            yield return new Claim(ServiceNames.MaxPollInterval, seconds.ToString(CultureInfo.InvariantCulture));
        }
        if (options.Value.TransportTypeDetector?.Invoke(context) is { } transports)
        {
            yield return new Claim(ServiceNames.Transports, ((int)transports).ToString(CultureInfo.InvariantCulture));
        }
        if (ExpiresAt(context) is { } expires)
        {
            yield return new Claim(ServiceNames.CloseOnExpiration, "true");
            yield return new Claim(ServiceNames.ExpiresOn, expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }
        foreach (var claim in ClientUser.Write(context.User, options.Value.ClaimsProvider?.Invoke(context)))
        {
            yield return claim;
        }
    }

    /// <summary>When the service has to let the client go; null where the hub does not ask for that, or the authentication does not expire.</summary>
    private static DateTimeOffset? ExpiresAt(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HttpConnectionDispatcherOptions>()?.CloseOnAuthenticationExpiration == true
            ? context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc : null;

    /// <summary>A circuit lives in one process.</summary>
    private bool IsBlazor(Type hub)
    {
        var hubOptions = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));
        return ((IOptions<HubOptions>)hubOptions).Value.SupportedProtocols?.Contains(BlazorProtocol) == true;
    }

    private static Task RefuseAsync(HttpContext context, int status, string problem)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(problem, context.RequestAborted);
    }
}
