using System.Net;
using System.Text.RegularExpressions;
using BlazorAspire.Circuits.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BlazorAspire.Tests.WebApp.Pages;

/// <summary>What is a page is said by routing: whatever a component answers, at any address and by any method.</summary>
public sealed partial class PageTests : IAsyncLifetime, IDisposable
{
    private const string Tab = "0123456789abcdef0123456789abcdef";
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private WebApplication _app = null!;

    [Theory]
    [InlineData("/counter", 200)]
    [InlineData("/try/user/john.doe", 200)]
    [InlineData("/not.there", 404)]
    public async Task Page_AtAnyAddress_HasItsTabAndASession(string path, int status)
    {
        using var page = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(status, (int)page.StatusCode);
        Assert.Contains($"data-tab=\"{Tab}\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(page.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("BlazorAspire.Session", StringComparison.Ordinal));
        Assert.True(page.Headers.CacheControl is { NoStore: true, NoCache: true });
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/replica")]
    public async Task OtherAnswer_EvenToABrowser_HasNoSession(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/counter")]
    [InlineData("/try/user/john.doe")]
    public async Task Page_WhileDraining_IsSentElsewhere(string path)
    {
        _app.Services.GetRequiredService<ReplicaAdmission>().BeginDrain();

        using var page = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal("*", page.Headers.GetValues("BlazorAspire-Elsewhere").Single());
    }

    [Fact]
    public async Task AnswerToAForm_HasASession_AndNoMarkByWhichItsTabWouldAskForItAgain()
    {
        using var form = await SendAsync(HttpMethod.Get, FormPage.Path);
        using var answer = await PostAsync(form, await TokenAsync(form));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Hello Ada", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-tab", html, StringComparison.Ordinal);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("BlazorAspire.Session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_ThatIsNotBelieved_IsShownAnewWithANotice()
    {
        using var form = await SendAsync(HttpMethod.Get, FormPage.Path);
        using var other = await SendAsync(HttpMethod.Get, FormPage.Path);
        using var refused = await PostAsync(other, await TokenAsync(form));

        var html = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("What you sent was not accepted, and nothing was changed.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", html, StringComparison.Ordinal);

        using var answer = await PostAsync(other, await TokenAsync(refused));
        Assert.Contains("Hello Ada", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithAForm_IsKeptFromCachesWithoutAWarning()
    {
        using var form = await SendAsync(HttpMethod.Get, FormPage.Path);

        Assert.True(form.Headers.CacheControl is { NoStore: true, NoCache: true });
        var lines = _app.Services.GetRequiredService<FakeLogCollector>().GetSnapshot();
        Assert.DoesNotContain(lines, line => line.Level >= LogLevel.Warning && line.Category!.StartsWith("Microsoft.AspNetCore.Antiforgery", StringComparison.Ordinal));
    }

    public async Task InitializeAsync()
    {
        _app = ReplicaProgram.Build(["--urls=http://127.0.0.1:0"], services => services.AddFakeLogging(), hasTestPages: true);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Cookie", $"BlazorAspire.Tab={Tab}");
        return await _client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(HttpResponseMessage form, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, FormPage.Path)
        {
            Content = new FormUrlEncodedContent([new("_handler", "greet"), new("__RequestVerificationToken", token), new("Who", "Ada")]),
        };
        request.Headers.Accept.ParseAdd("text/html");
        var antiforgery = form.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("Antiforgery", StringComparison.Ordinal));
        request.Headers.Add("Cookie", $"BlazorAspire.Tab={Tab}; {antiforgery.Split(';')[0]}");
        return await _client.SendAsync(request);
    }

    private static async Task<string> TokenAsync(HttpResponseMessage form) =>
        TokenField().Match(await form.Content.ReadAsStringAsync()).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex TokenField();
}
