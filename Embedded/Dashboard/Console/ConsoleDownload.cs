using System.Globalization;
using System.Net.Mime;
using Embedded.Dashboard.Control;

namespace Embedded.Dashboard.Console;

/// <summary>The lines of a resource as a file.</summary>
internal static class ConsoleDownload
{
    public static void MapConsoleDownload(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/console/{name}/download", WriteAsync);

    private static async Task WriteAsync(string name, HttpContext context, ControlClient client, ResourceDirectory directory)
    {
        if (directory.Find(name) is not { } resource)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDisposition { FileName = $"{resource.Name}.log" }.ToString();
        foreach (var line in await client.ReadLinesAsync(resource.Name, context.RequestAborted))
        {
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{line.At:O} {line.Text}\n"), context.RequestAborted);
        }
    }
}
