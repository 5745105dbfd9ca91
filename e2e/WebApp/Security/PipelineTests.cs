using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Rendering;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Circuit = BlazorAspire.LoadTest.Circuits.Circuit;

namespace BlazorAspire.Tests.WebApp.Security;

/// <summary>What a replica promises holds wherever an app puts its authentication and authorization.</summary>
public sealed class PipelineTests : IDisposable
{
    private const string Cookies = "Cookies";
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly LogCollector _log = new();

    private CancellationToken Limit => _limit.Token;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignInPage_BehindAProxy_IsAtTheAddressThatTheUserSees(bool isExplicit)
    {
        await using var app = await StartAsync(isExplicit);
        using var client = ClientOf(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/secret");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "app.example.com");

        using var answer = await client.SendAsync(request, Limit);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("https://app.example.com/", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfAnAppThatTakesOneHost_IsAnsweredForEach()
    {
        await using var app = await StartAsync(false, "--AllowedHosts=app.example.com", "--Telemetry:Prometheus=true");
        await app.Services.GetRequiredService<WarmUp>().Done.WaitAsync(Limit);
        using var client = ClientOf(app);

        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(client, "/counter", "10.1.2.3"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/health", "10.1.2.3"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/alive", "10.1.2.3"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/metrics", "10.1.2.3"));
    }

    [Fact]
    public async Task Probe_OfAReplicaThatDrains_SaysSo()
    {
        await using var app = await StartAsync(false);
        app.Services.GetRequiredService<ReplicaAdmission>().BeginDrain();
        using var client = ClientOf(app);

        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Limit);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining"), (answer.StatusCode, answer.Headers.GetValues("BlazorAspire-State").Single()));
    }

    [Fact]
    public async Task FallbackPolicy_OfAnApp_LeavesOpenWhatEveryPageNeeds()
    {
        await using var app = await StartAsync(false, "--fallback=true", "--Drain:Key=0123456789abcdef0123456789abcdef");
        using var client = ClientOf(app);

        Assert.Equal(HttpStatusCode.Redirect, await AskAsync(client, "/counter"));
        Assert.Equal(HttpStatusCode.Redirect, await AskAsync(client, "/forgotten"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/favicon.svg"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/_blazor/initializers"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/replica"));
        Assert.NotEqual(HttpStatusCode.Redirect, await AskAsync(client, "/health"));
        using var negotiation = await client.PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), null, Limit);
        Assert.Equal(HttpStatusCode.OK, negotiation.StatusCode);
        using var drain = await client.PostAsync(new Uri("/drain", UriKind.Relative), null, Limit);
        Assert.Equal(HttpStatusCode.Forbidden, drain.StatusCode);
    }

    [Fact]
    public async Task Start_WithAuthenticationTooLate_NamesIt()
    {
        await using var app = Build(_ => { }, app => app.UseAuthentication());

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Limit));

        Assert.StartsWith("'app.UseAuthentication()' comes after 'app.MapBlazorReplicas()'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutMapBlazorReplicas_NamesIt()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", "--applicationName=WebApp"]);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.AddBlazorReplicas();
        await using var app = builder.Build();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Limit));

        Assert.Contains("needs 'app.MapBlazorReplicas()', which is missing", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Farewell_OfAPageWhoseUserHasSignedInOrOut_EndsItsCircuitWithoutAWarning(bool isExplicit)
    {
        await using var app = await StartAsync(isExplicit);
        using var user = new User(app, Limit);
        foreach (var path in (string[])["/in/anna", "/in/anna", "/out"])
        {
            var circuit = await user.OpenAsync();
            await user.GetAsync(path);
            await user.LeaveAsync(circuit);
            Assert.Equal(0, app.Services.GetRequiredService<LiveCircuits>().Count);
        }

        Assert.DoesNotContain(_log.From(LogLevel.Warning), entry => entry.Category.StartsWith("BlazorAspire.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Farewell_FromAnotherBrowser_IsRefused()
    {
        await using var app = await StartAsync(false);
        using var user = new User(app, Limit);
        using var other = new User(app, Limit);
        var circuit = await user.OpenAsync();
        await other.GetAsync("/counter");

        var problem = await Assert.ThrowsAsync<RefusedException>(() => other.SayFarewellAsync(circuit));

        Assert.Equal(HttpStatusCode.Forbidden, problem.Status);
        Assert.Equal(1, app.Services.GetRequiredService<LiveCircuits>().Count);
        await user.LeaveAsync(circuit);
    }

    [Fact]
    public async Task Tab_WhoseUserSignsIn_KeepsWhatItHadAndGivesItToNobodyElse()
    {
        await using var app = await StartAsync(false);
        using var user = new User(app, Limit);
        await user.LeaveAsync(await user.OpenAsync(clicks: 3));

        await user.GetAsync("/in/anna");
        var annas = await user.OpenAsync();
        Assert.Equal("3", user.Shown);
        await user.LeaveAsync(annas);

        await user.GetAsync("/in/bert");
        await user.LeaveAsync(await user.OpenAsync());
        Assert.Equal("0", user.Shown);

        await user.GetAsync("/out");
        await user.LeaveAsync(await user.OpenAsync());
        Assert.Equal("0", user.Shown);

        await user.GetAsync("/in/anna");
        await user.LeaveAsync(await user.OpenAsync());
        Assert.Equal("3", user.Shown);
    }

    [Fact]
    public async Task Cap_OfAUser_RefusesOneMoreAndLetsTheSameTabComeBack()
    {
        await using var app = await StartAsync(false, "--Circuits:MaxPerUser=1");
        using var user = new User(app, Limit);
        await user.GetAsync("/in/anna");
        var circuit = await user.OpenAsync();
        using var other = new User(app, Limit);
        await other.GetAsync("/in/anna");

        var problem = await Assert.ThrowsAsync<RefusedException>(() => other.OpenAsync());
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(10)), (problem.Status, problem.RetryAfter));

        await user.LeaveAsync(await user.OpenAsync());
        await user.LeaveAsync(circuit);
        await other.LeaveAsync(await other.OpenAsync());
    }

    [Fact]
    public async Task Cap_OfAnAddress_HoldsForThoseWhoNegotiatedBefore()
    {
        await using var app = await StartAsync(false, "--Circuits:MaxPerAddress=2");
        var users = Enumerable.Range(0, 5).Select(_ => new User(app, Limit)).ToList();
        var clients = await Task.WhenAll(users.Select(user => user.NegotiateAsync()));

        var answers = await Task.WhenAll(clients.Select(client => client.StartCircuitAsync("/counter", "[]", "", Limit)));

        Assert.Equal(2, app.Services.GetRequiredService<LiveCircuits>().Count);
        Assert.Equal(2, answers.Count(answer => answer.Result is not null));
        foreach (var (user, client) in users.Zip(clients))
        {
            await client.DisposeAsync();
            user.Dispose();
        }
    }

    [Fact]
    public async Task Page_ThatSaysItIsOnAnotherSite_IsDisconnectedWithoutAStackTrace()
    {
        await using var app = await StartAsync(false);
        using var user = new User(app, Limit);
        var circuit = await user.OpenAsync();

        await circuit.Connection.SendAsync("OnLocationChanged", "https://evil.example/", null, false);

        await circuit.Connection.Ended.WaitAsync(Limit);
        Assert.DoesNotContain(_log.From(LogLevel.Information), entry => entry.Exception is not null);
        await user.LeaveAsync(circuit);
    }

    [Fact]
    public async Task AntiforgeryCookie_Forged_LogsNoStackTrace()
    {
        await using var app = await StartAsync(false);
        using var client = ClientOf(app);
        using var first = await client.GetAsync(new Uri("/counter", UriKind.Relative), Limit);
        var name = first.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("Antiforgery", StringComparison.Ordinal)).Split('=')[0];
        using var request = new HttpRequestMessage(HttpMethod.Get, "/counter");
        request.Headers.Add("Cookie", $"{name}=forged");

        using var answer = await client.SendAsync(request, Limit);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(_log.From(LogLevel.Information), entry => entry.Exception is not null);
    }

    public void Dispose()
    {
        _limit.Dispose();
        _log.Dispose();
    }

    private async Task<WebApplication> StartAsync(bool isExplicit, params string[] settings)
    {
        var app = Build(app =>
        {
            if (isExplicit)
            {
                app.UseAuthentication();
                app.UseAuthorization();
            }
        }, app =>
        {
            app.MapGet("/secret", () => "secret").RequireAuthorization();
            app.MapGet("/forgotten", () => "forgotten");
            app.MapGet("/in/{name}", (string name, HttpContext context) =>
                context.SignInAsync(Cookies, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], Cookies)))).AllowAnonymous();
            app.MapGet("/out", (HttpContext context) => context.SignOutAsync(Cookies)).AllowAnonymous();
        }, settings);
        await app.StartAsync(Limit);
        return app;
    }

    private WebApplication Build(Action<WebApplication> use, Action<WebApplication> map, params string[] settings) =>
        ReplicaProgram.Build(["--urls=http://127.0.0.1:0", "--Logging:Console:LogLevel:Default=None", .. settings], services =>
        {
            services.AddSingleton<ILoggerProvider>(_log);
            services.AddAuthentication(Cookies).AddCookie();
            services.AddAuthorization(options => options.FallbackPolicy = settings.Contains("--fallback=true") ? options.DefaultPolicy : null);
        }, use, map);

    private static HttpClient ClientOf(WebApplication app)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client;
    }

    private async Task<HttpStatusCode> AskAsync(HttpClient client, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, Limit);
        return answer.StatusCode;
    }

    /// <summary>One tab of a browser of its own.</summary>
    private sealed class User(WebApplication app, CancellationToken limit) : IDisposable
    {
        private readonly Uri _address = new(app.Urls.Single());
        private readonly Site _site = new(new Uri(app.Urls.Single()), new CookieContainer(), TimeProvider.System);
        private readonly string _tab = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        private Screen _screen = new();

        public string? Shown => _screen.TextOf("counter-value");

        public async Task GetAsync(string path) => await _site.GetAsync(path, limit);

        public Task<RawCircuitClient> NegotiateAsync() => RawCircuitClient.ConnectAsync(_address, _site.Cookies, _tab, TimeProvider.System, limit);

        public async Task<Circuit> OpenAsync(int clicks = 0)
        {
            var screen = _screen = new Screen();
            var circuit = new Circuit(screen, TimeProvider.System);
            var page = await _site.LoadAsync($"/counter?_tab={_tab}", limit);
            screen.Load(page, circuit);
            await circuit.StartAsync(await _site.ConnectAsync(_tab, circuit.Listen, limit), _address, new Uri(_address, "/counter"), page, limit);
            await screen.WaitAsync(shown => shown.Circuit == circuit, "its first render", limit);
            for (var click = 1; click <= clicks; click++)
            {
                await circuit.SendEventAsync(screen.HandlerOf(element => element.HasTestId("counter-button"), "click")!.Value, "click", null);
                await screen.WaitForTextAsync("counter-value", $"{click}", limit);
            }

            return circuit;
        }

        public Task SayFarewellAsync(Circuit circuit) => _site.LeaveAsync(circuit.Secret!, limit);

        public async Task LeaveAsync(Circuit circuit)
        {
            await circuit.Connection.DisposeAsync();
            await SayFarewellAsync(circuit);
        }

        public void Dispose() => _site.Dispose();
    }
}
