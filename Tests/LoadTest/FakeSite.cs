using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>A server that looks like a Blazor app as far as a test wants it to.</summary>
internal sealed class FakeSite : IAsyncDisposable
{
    public const string Page = """
        <!DOCTYPE html><html><body><!--Blazor:{"type":"server","prerenderId":"1","key":{},"descriptor":"x"}--><p data-testid="it">as it was sent</p><!--Blazor:{"prerenderId":"1"}-->
        <script src="_framework/blazor.web.js"></script></body></html>
        """;

    private readonly WebApplication _app;

    private FakeSite(WebApplication app)
    {
        _app = app;
    }

    public string Address => _app.Urls.Single();

    public static async Task<FakeSite> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(answer);
        await app.StartAsync();
        return new FakeSite(app);
    }

    /// <summary>Every request is answered with this.</summary>
    public static Task<FakeSite> StartAsync(int status, string text = "") => StartAsync(context => WriteAsync(context, status, text));

    /// <summary>A page that may become interactive, if the hub lets it.</summary>
    public static Task<FakeSite> StartHubAsync(RequestDelegate negotiate, RequestDelegate? socket = null) => StartAsync(context => context.Request.Path.Value switch
    {
        "/_blazor/negotiate" => negotiate(context),
        "/_blazor" when socket is not null => socket(context),
        _ => WriteAsync(context, StatusCodes.Status200OK, Page),
    });

    public static async Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync(text);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
