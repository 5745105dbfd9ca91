using System.Net;
using BlazorAspire.Circuits.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Security;

public sealed class FrontDoorTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new();
    private WebApplication _app = default!;

    [Theory]
    [InlineData("/")]
    [InlineData("/missing")]
    [InlineData("/fails")]
    public async Task AnyAnswer_EvenAnError_HasTheSecurityHeaders(string path)
    {
        using var response = await _client.GetAsync(path);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'self'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Equal(["style-src-attr 'unsafe-inline'"], policy.Where(directive => directive.Contains("unsafe", StringComparison.Ordinal) || directive.Contains('*')));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/_blazor/disconnect")]
    [InlineData("/_BLAZOR")]
    [InlineData("/hubs/board")]
    [InlineData("/hubs/board/negotiate")]
    public async Task Circuit_FromAForeignPage_IsRefused(string path)
    {
        using var response = await SendAsync(path, ("Origin", "http://evil.example"), ("Connection", "Upgrade"), ("Upgrade", "websocket"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Circuit_FromOwnPage_IsServed()
    {
        using var response = await SendAsync("/_blazor", ("Origin", _app.Urls.Single()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("https://portal.example", HttpStatusCode.OK)]
    [InlineData("https://PORTAL.example", HttpStatusCode.OK)]
    [InlineData("http://portal.example", HttpStatusCode.Forbidden)]
    [InlineData("https://portal.example.evil.example", HttpStatusCode.Forbidden)]
    public async Task Circuit_FromAForeignPage_IsServedWhereItsOriginIsAllowed(string origin, HttpStatusCode status)
    {
        await using var app = await StartAsync("--AllowedOrigins:0=https://portal.example");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), "/_blazor"));
        request.Headers.Add("Origin", origin);

        using var response = await _client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Page_AskedForByAForeignPage_IsServed()
    {
        using var response = await SendAsync("/", ("Origin", "http://evil.example"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("[2001:db8::7]:51234", "2001:db8::7")]
    public async Task ForwardedHeaders_FromThisMachine_AreBelieved(string told, string address)
    {
        using var response = await SendAsync("/",
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "app.example"), ("X-Forwarded-For", told));

        Assert.Equal($"https://app.example/ {address}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ForwardedHeaders_ReadByTheHost_AreNotReadAgain()
    {
        await using var app = await StartAsync("--FORWARDEDHEADERS_ENABLED=true");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "http, https");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");

        using var response = await client.SendAsync(request);

        // The first entry is a client's own; the ingress has added the last, and keeps the host.
        Assert.Equal($"https://{client.BaseAddress.Authority}/ 203.0.113.7", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public void AddFrontDoor_NetworkThatIsNone_NamesItAndTheWayOut()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("ForwardedHeaders:KnownNetworks:0", "10.1.0.0")]);

        var error = Assert.Throws<OptionsValidationException>(builder.AddFrontDoor);

        Assert.Equal("ForwardedHeaders:KnownNetworks has '10.1.0.0', which is not a network. Write it as address/prefix, for example 10.1.0.0/16.", error.Message);
    }

    public async Task InitializeAsync()
    {
        _app = await StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    private static async Task<WebApplication> StartAsync(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", .. args]);
        builder.Logging.ClearProviders();
        builder.AddFrontDoor();
        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => context.Response.WriteAsync("error") });
        app.MapGet("/", (HttpContext context) => $"{context.Request.GetEncodedUrl()} {context.Connection.RemoteIpAddress}");
        app.MapGet("/_blazor", () => "circuit");
        app.MapGet("/fails", string () => throw new InvalidOperationException("by intention"));
        await app.StartAsync();
        return app;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request);
    }
}
