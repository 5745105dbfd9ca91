using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Offers a client the transports that its app allows.</summary>
internal sealed class TransportFilter(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var claim = context.Request.Path.StartsWithSegments($"{ServiceNames.ClientPath}/negotiate") ? context.User.FindFirst(ServiceNames.Transports) : null;
        if (!int.TryParse(claim?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var allowed))
        {
            await next(context);
            return;
        }
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        var negotiation = JsonNode.Parse(answer.ToArray());
        (negotiation?["availableTransports"] as JsonArray)?.RemoveAll(offer => !IsAllowed((string?)offer?["transport"], (HttpTransportType)allowed));
        var filtered = Encoding.UTF8.GetBytes(negotiation?.ToJsonString() ?? "");
        context.Response.Body = body;
        context.Response.ContentLength = filtered.Length;
        await body.WriteAsync(filtered, context.RequestAborted);
    }

    private static bool IsAllowed(string? offer, HttpTransportType allowed) => Enum.TryParse<HttpTransportType>(offer, out var transport) && allowed.HasFlag(transport);
}
