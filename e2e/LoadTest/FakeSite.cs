using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>A server that looks like a Blazor app as far as a test wants it to.</summary>
internal sealed class FakeSite(WebApplication app) : IAsyncDisposable
{
    public const string Page = """
        <!DOCTYPE html><html><body>
        <!--Blazor:{"type":"server","prerenderId":"1","key":{},"descriptor":"x"}--><p data-testid="it">as it was sent</p><!--Blazor:{"prerenderId":"1"}-->
        <script src="_framework/blazor.web.js"></script></body></html>
        """;

    public string Address => app.Urls.Single();

    public static async Task<FakeSite> StartAsync(RequestDelegate answer) =>
        new(await LocalServer.StartAsync(_ => { }, app => app.UseWebSockets().Run(answer)));

    public static async Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync(text);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
