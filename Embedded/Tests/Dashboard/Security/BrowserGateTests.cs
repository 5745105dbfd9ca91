using System.Net;

namespace Embedded.Tests.Dashboard.Security;

public sealed class BrowserGateTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = new();

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync("--Dashboard:BrowserToken=the-token");
        _client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = _dashboard.FrontEnd };
    }

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [Fact]
    public async Task Page_WithoutTheToken_LeadsToTheSignIn()
    {
        using var response = await AskAsync("/", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/login", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/console/webapp-1/download")]
    public async Task Request_WithoutTheToken_IsRefused(string path)
    {
        using var response = await AskAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithTheToken_LetsTheBrowserIn()
    {
        using var signIn = await AskAsync("/login?t=the-token");
        var cookie = Assert.Single(signIn.Headers.GetValues("Set-Cookie"));
        using var page = await AskAsync("/", ("Cookie", cookie.Split(';')[0]));

        Assert.Equal("/", signIn.Headers.Location?.ToString());
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("the-token", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("/login?t=another")]
    [InlineData("/login?t=")]
    [InlineData("/login?t=the-toke")]
    public async Task SignIn_WithAnother_DoesNot(string path)
    {
        using var response = await AskAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("dashboard-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host", "rebound.example")]
    [InlineData("Host", "127.0.0.1.rebound.example")]
    [InlineData("Origin", "http://localhost:5080")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Request_OfAForeignPage_IsRefused(string header, string value)
    {
        using var response = await AskAsync("/login?t=the-token", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Page_OfTheDashboard_MayNotBeFramedOrRunForeignScripts()
    {
        using var response = await AskAsync("/login");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfTheEngine_NeedsNoToken()
    {
        using var response = await AskAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }
        return await _client.SendAsync(request);
    }
}
