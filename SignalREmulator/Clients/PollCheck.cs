using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Tells the watch of polls that begin and end.</summary>
internal sealed class PollCheck(RequestDelegate next, PollWatch polls)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isPoll = HttpMethods.IsGet(request.Method) && !context.WebSockets.IsWebSocketRequest && request.Path.StartsWithSegments(ServiceNames.ClientPath);
        if (!isPoll || request.Query["id"].ToString() is not { Length: > 0 } token)
        {
            await next(context);
            return;
        }
        polls.Began(token);
        try
        {
            await next(context);
        }
        finally
        {
            polls.Ended(token);
        }
    }
}
