using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.AspNetCore.Http.Connections;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Offers a client no other transports than its app has allowed.</summary>
internal sealed class TransportCheck(RequestDelegate next)
{
    private const string Offered = "availableTransports";

    public async Task InvokeAsync(HttpContext context)
    {
        if (Allowed(context) is not { } allowed || !context.Request.Path.StartsWithSegments($"{ServiceNames.ClientPath}/negotiate"))
        {
            await next(context);
            return;
        }
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = body;
        var text = Filter(answer.ToArray(), allowed);
        context.Response.ContentLength = text.Length;
        await body.WriteAsync(text, context.RequestAborted);
    }

    /// <summary>Null where its app says nothing of it.</summary>
    private static HttpTransportType? Allowed(HttpContext context) =>
        int.TryParse(context.User.FindFirst(ServiceNames.Transports)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var allowed) ? (HttpTransportType)allowed : null;

    private static byte[] Filter(byte[] answer, HttpTransportType allowed)
    {
        if (answer.Length == 0 || JsonNode.Parse(answer) is not JsonObject negotiation || negotiation[Offered] is not JsonArray offers)
        {
            return answer;
        }
        negotiation[Offered] = new JsonArray([.. offers.Where(offer => IsAllowed(offer, allowed)).Select(offer => offer!.DeepClone())]);
        return Encoding.UTF8.GetBytes(negotiation.ToJsonString());
    }

    private static bool IsAllowed(JsonNode? offer, HttpTransportType allowed) =>
        Enum.TryParse<HttpTransportType>((string?)offer?["transport"], out var transport) && allowed.HasFlag(transport);
}
