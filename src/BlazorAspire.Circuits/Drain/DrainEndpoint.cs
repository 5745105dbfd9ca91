using System.Security.Cryptography;
using System.Text;
using BlazorAspire.Circuits.Replicas;
using BlazorAspire.Shared;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Drain;

/// <summary><c>POST /drain</c>, for the operator: it answers when the users are gone, or the deadline is over. A replica that is the only one keeps its users.</summary>
internal static class DrainEndpoint
{
    public static void MapDrain(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DrainOptions>>().Value.Key is { Length: > 0 } key)
        {
            app.MapPost(ReplicaContract.DrainPath, (HttpContext context, Drainer drainer, IOtherReplicas others, ReplicaIdentity replica) => DrainAsync(context, drainer, others, replica.Name, key)).DisableAntiforgery().AllowAnonymous();
        }
    }

    private static async Task<IResult> DrainAsync(HttpContext context, Drainer drainer, IOtherReplicas others, string name, string key)
    {
        if (!IsKey(context.Request.Headers[ReplicaContract.DrainKeyHeader].ToString(), key))
        {
            return Results.Problem("Invalid or missing drain key.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (!await others.TakeUsersAsync())
        {
            return Results.Problem(
                $"No replica but '{name}' is ready, so its users have nowhere to go. Start another one first, or stop this one.", statusCode: StatusCodes.Status409Conflict);
        }

        return drainer.TryBegin(out var drain)
            ? Results.Json(await drain.WaitAsync(context.RequestAborted))
            : Results.Problem($"Replica '{name}' is draining already.", statusCode: StatusCodes.Status409Conflict);
    }

    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
