using System.Security.Cryptography;
using System.Text;
using BlazorAspire.Shared;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Drain;

/// <summary><c>POST /drain</c>, for the operator: it answers when the users are gone and transfers have ended, or the deadline is over. A replica that is the only one keeps its users.</summary>
internal static class DrainEndpoint
{
    public static void MapDrain(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DrainOptions>>().Value is { Key.Length: > 0 } options)
        {
            app.MapPost(ReplicaContract.DrainPath, (HttpContext context, Drainer drainer, IOtherReplicas others, ReplicaIdentity replica) => DrainAsync(context, drainer, others, replica.Name, options)).DisableAntiforgery().AllowAnonymous();
        }
    }

    private static async Task<IResult> DrainAsync(HttpContext context, Drainer drainer, IOtherReplicas others, string name, DrainOptions options)
    {
        if (!IsKey(context.Request.Headers[ReplicaContract.DrainKeyHeader].ToString(), options.Key!))
        {
            return Results.Problem("Invalid or missing drain key.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (!await others.TakeUsersAsync())
        {
            return Results.Problem(
                $"No replica but '{name}' is ready, so its users have nowhere to go. Start another one first, or stop this one.", statusCode: StatusCodes.Status409Conflict);
        }

        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var began = time.GetTimestamp();
        if (!drainer.TryBegin(out var drain))
        {
            return Results.Problem($"Replica '{name}' is draining already.", statusCode: StatusCodes.Status409Conflict);
        }

        var result = await drain.WaitAsync(context.RequestAborted);
        // What is asked to end next may get no time for them.
        var left = options.Deadline - time.GetElapsedTime(began);
        await Task.WhenAny(context.RequestServices.GetRequiredService<Transfers>().EndedAsync(), Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, context.RequestAborted));
        return Results.Json(result);
    }

    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
