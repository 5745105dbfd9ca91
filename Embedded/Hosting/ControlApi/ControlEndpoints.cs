using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Embedded.ControlContract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Embedded.Hosting.ControlApi;

/// <summary>What the dashboard can ask of the engine.</summary>
internal sealed class ControlEndpoints(
    IResourceCollection resources, ResourceNotificationService notifications, ResourceCommandService commands, ControlStreams streams, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/resources", streams.WriteResourcesAsync);
        endpoints.MapGet("/resources/{name}/lines", FollowLinesAsync);
        endpoints.MapGet("/resources/{name}/kept-lines", KeptLinesAsync);
        endpoints.MapGet("/resources/{name}/environment/{variable}", Reveal);
        endpoints.MapPost("/resources/{name}/commands/{command}", ExecuteAsync);
    }

    private Task FollowLinesAsync(HttpContext context)
    {
        if (Find(context) is not { } resource)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return streams.WriteLinesAsync(context, resource.Name, Number(context, "after") ?? 0);
    }

    private Task KeptLinesAsync(HttpContext context)
    {
        if (Find(context) is not { } resource)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return context.Response.WriteAsJsonAsync(streams.KeptLines(resource.Name), ControlJson.Default.LineInfoArray, cancellationToken: context.RequestAborted);
    }

    private Task Reveal(HttpContext context)
    {
        var name = (string)context.GetRouteValue("variable")!;
        if (Find(context) is not { } resource || !notifications.Current(resource).Environment.TryGetValue(name, out var value))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return context.Response.WriteAsJsonAsync(new VariableInfo(name, value), ControlJson.Default.VariableInfo, cancellationToken: context.RequestAborted);
    }

    // A command goes on when the dashboard is gone, as a rolling restart must not be left half done; but not when the app stops.
    private async Task ExecuteAsync(HttpContext context)
    {
        var result = await commands.ExecuteCommandAsync(
            (string)context.GetRouteValue("name")!, (string)context.GetRouteValue("command")!, Number(context, "seconds"), stopping);
        await context.Response.WriteAsJsonAsync(
            new CommandOutcome(result.Success, result.Message), ControlJson.Default.CommandOutcome, cancellationToken: context.RequestAborted);
    }

    private IResource? Find(HttpContext context) =>
        resources.FirstOrDefault(resource => string.Equals(resource.Name, (string)context.GetRouteValue("name")!, StringComparison.OrdinalIgnoreCase));

    private static int? Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
