using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State.Requests;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.State;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Admission;

public sealed class AdmissionMiddlewareTests
{
    private readonly ManualTime _time = new();
    private readonly LiveCircuits _circuits = new();
    private readonly CapacityOptions _capacity = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly BrowserSession _browsers = new(new EphemeralDataProtectionProvider(), new ConfigurationBuilder().Build());
    private readonly ReplicaAdmission _admission;
    private readonly AdmittedSessions _admissions;
    private readonly PendingMoves _moves;
    private readonly string _cookie;
    private readonly string _browser;

    public AdmissionMiddlewareTests()
    {
        _admission = new ReplicaAdmission(new Capacity(_circuits, Options.Create(_capacity), new FixedMemory()));
        _admissions = new AdmittedSessions(_circuits, _time);
        _moves = new PendingMoves(_time);
        var context = new DefaultHttpContext();
        _browser = _browsers.Issue(context);
        _cookie = context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    [Theory]
    [InlineData("GET", "/counter")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("POST", "/hubs/board/negotiate")]
    public async Task Start_WhenReady_IsLetIn(string method, string path) => Assert.Equal(200, (await AskAsync(method, path)).StatusCode);

    [Theory]
    [InlineData("GET", "/counter")]
    [InlineData("HEAD", "/counter")]
    [InlineData("GET", "/user/john.doe")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("POST", "/hubs/board/negotiate")]
    public async Task Start_WhileDraining_IsSentElsewhere(string method, string path)
    {
        _admission.BeginDrain();

        var response = await AskAsync(method, path);

        Assert.Equal(503, response.StatusCode);
        Assert.Equal(("*", "draining"), (response.Headers["BlazorAspire-Elsewhere"].ToString(), response.Headers["BlazorAspire-State"].ToString()));
        Assert.Equal("1", response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("GET", "/app.css")]
    [InlineData("GET", "/_blazor")]
    [InlineData("POST", "/hubs/board")]
    [InlineData("POST", "/counter")]
    [InlineData("POST", "/_blazor/disconnect")]
    [InlineData("GET", "/replica")]
    public async Task OtherRequest_WhileDraining_IsServed(string method, string path)
    {
        _admission.BeginDrain();

        Assert.Equal(200, (await AskAsync(method, path)).StatusCode);
    }

    [Theory]
    [InlineData("/signin?code=1&state=2")]
    [InlineData("/signin?error=access_denied&state=2")]
    public async Task EndOfASignIn_WhileDrainingOrFull_IsServedHere(string path)
    {
        Fill();
        Assert.Equal(200, (await AskAsync("GET", path)).StatusCode);

        _admission.BeginDrain();
        Assert.Equal(200, (await AskAsync("GET", path)).StatusCode);
        Assert.Equal(503, (await AskAsync("GET", "/orders?state=open")).StatusCode);
    }

    [Fact]
    public async Task Circuit_WhileTheHostStops_IsRefused()
    {
        _lifetime.StopApplication();

        Assert.Equal(503, (await AskAsync("GET", "/_blazor")).StatusCode);
        Assert.Equal(200, (await AskAsync("GET", "/app.css")).StatusCode);
    }

    [Fact]
    public async Task Newcomer_WhenFull_IsSentElsewhere()
    {
        Fill();

        var response = await AskAsync("GET", "/counter");

        Assert.Equal(("*", "full"), (response.Headers["BlazorAspire-Elsewhere"].ToString(), response.Headers["BlazorAspire-State"].ToString()));
    }

    [Fact]
    public async Task BrowserWithACircuit_WhenFull_IsLetIn()
    {
        Fill();
        _circuits.Opened(new LiveCircuit(new StateIdentity(_browser, "", null), 0));

        Assert.Equal(200, (await AskAsync("GET", "/counter")).StatusCode);
    }

    [Fact]
    public async Task BrowserThatWasGivenAPage_WhenFull_MayOpenItsCircuitForAMinute()
    {
        _admissions.Admit(_browser);
        Fill();

        Assert.Equal(200, (await AskAsync("POST", "/_blazor/negotiate")).StatusCode);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(503, (await AskAsync("POST", "/_blazor/negotiate")).StatusCode);
    }

    [Fact]
    public async Task Tab_ThatWasAskedToMove_IsSentToItsTargetsOnce()
    {
        _moves.Add(new StateIdentity(_browser, "", Tabs.First.Tab), ["webapp-2", "webapp-3"]);

        Assert.Equal(200, (await AskAsync("GET", "/counter?_tab=" + Tabs.Second.Tab)).StatusCode);
        var moved = await AskAsync("GET", "/counter?_tab=" + Tabs.First.Tab);
        Assert.Equal("webapp-2, webapp-3", moved.Headers["BlazorAspire-Elsewhere"]);
        Assert.Equal(200, (await AskAsync("GET", "/counter?_tab=" + Tabs.First.Tab)).StatusCode);
    }

    [Fact]
    public async Task Tab_ThatWasAskedToMoveAndHasNowhereToGo_StaysHere()
    {
        _moves.Add(new StateIdentity(_browser, "", Tabs.First.Tab), ["webapp-2"]);

        Assert.Equal(200, (await AskAsync("GET", "/counter?_tab=" + Tabs.First.Tab, stay: true)).StatusCode);
    }

    private void Fill()
    {
        _capacity.Max = 1;
        _circuits.Opened(new LiveCircuit(null, 0));
    }

    private async Task<HttpResponse> AskAsync(string method, string target, bool stay = false)
    {
        var context = new DefaultHttpContext();
        var parts = target.Split('?');
        (context.Request.Method, context.Request.Path) = (method, parts[0]);
        context.Request.QueryString = parts.Length > 1 ? new QueryString("?" + parts[1]) : QueryString.Empty;
        if (parts[0] is "/counter" or "/user/john.doe" or "/signin" or "/orders")
        {
            context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ComponentTypeMetadata(typeof(object))), parts[0]));
        }

        context.Request.Headers.Cookie = _cookie;
        if (stay)
        {
            context.Request.Headers["BlazorAspire-Stay"] = "1";
        }

        await new AdmissionMiddleware(_ => Task.CompletedTask, _admission, _admissions, new CircuitCaps(_circuits, Options.Create(_capacity)), _moves, _browsers, _lifetime).InvokeAsync(context);
        return context.Response;
    }
}
