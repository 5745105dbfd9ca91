using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace BlazorAspire.WebApp.Drain;

/// <summary><c>POST /drain</c>, for who runs the replicas: it answers when the users are gone, or the deadline is over.</summary>
internal static class DrainEndpoint
{
    public const string KeyHeader = "BlazorAspire-Drain-Key";

    public static void MapDrain(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DrainOptions>>().Value.Key is { Length: > 0 } key)
        {
            app.MapPost("/drain", (HttpContext context, Drainer drainer) => DrainAsync(context, drainer, key)).DisableAntiforgery();
        }
    }

    private static async Task<IResult> DrainAsync(HttpContext context, Drainer drainer, string key)
    {
        if (!IsKey(context.Request.Headers[KeyHeader].ToString(), key))
        {
            return Results.Text("This address is for who runs the replicas.", statusCode: StatusCodes.Status403Forbidden);
        }

        return drainer.TryBegin(out var drain)
            ? Results.Json(await drain.WaitAsync(context.RequestAborted))
            : Results.Text("This replica is draining already.", statusCode: StatusCodes.Status409Conflict);
    }

    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
