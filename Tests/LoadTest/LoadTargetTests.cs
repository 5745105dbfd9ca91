using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Gateway;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>What cannot be loaded is told in one sentence with the way out, and nothing hangs.</summary>
public sealed class LoadTargetTests(LoadedApp app) : IClassFixture<LoadedApp>
{
    // Long enough for all that a test lets through before what it lets come too late.
    private const string Late = "--timeout 3s";
    private const string Negotiated = """{"negotiateVersion":1,"connectionId":"a","connectionToken":"b","availableTransports":[{"transport":"WebSockets","transferFormats":["Binary"]}]}""";

    [Fact]
    public async Task Run_NobodyListens_SaysHowToStartTheApp() =>
        await AssertToldAsync($"http://127.0.0.1:{FreePort.Find()}", "Nothing listens at 'ORIGIN'. Start the app, or give the address of another with --url.");

    [Theory]
    [InlineData(404, "", "'URL' was answered with 404: the app has no such page. Give one that it has with --url.")]
    [InlineData(401, "", "'URL' was answered with 401: it is not for everybody, and this load cannot sign in. Give a page that anybody may open.")]
    [InlineData(503, "", "'URL' was answered with 503: the app is not ready, or at capacity. Start again when a browser gets the page.")]
    [InlineData(500, "", "'URL' was answered with 500. Open it in a browser, look at the app's log, and start again when it works.")]
    [InlineData(200, "hello", "'URL' is no page of a Blazor app: it loads no Blazor script. Give a page of a Blazor Server app with --url.")]
    [InlineData(200, "<!--Blazor:{\"type\":\"webassembly\",\"assembly\":\"a\"}-->", "The components of 'URL' run in the browser (WebAssembly), so that it opens no circuit. Give a page with the render mode InteractiveServer.")]
    [InlineData(200, "<!--Blazor:{oh}-->", "'URL' marks its components as no Blazor app does: …")]
    public async Task Run_PageThatOpensNoCircuit_SaysWhy(int status, string text, string problem)
    {
        await using var site = await FakeSite.StartAsync(status, text);

        await AssertToldAsync(site.Address, problem);
    }

    [Fact]
    public async Task Run_PageWithoutAnInteractiveComponent_SaysSo() =>
        await AssertToldAsync($"{app.Address}/still", "'URL' is a page of a Blazor app without an interactive component, so that it opens no circuit. Give a page with the render mode InteractiveServer.");

    [Fact]
    public async Task Run_SomethingThatSpeaksNoHttp_SaysSo()
    {
        await using var garbage = new RawReplica("\u0001\u0002 what is this?\r\n\r\n");

        await AssertToldAsync(garbage.Address, "What listens at 'ORIGIN' gave an answer that is no web page: …");
    }

    [Fact]
    public async Task Run_PageThatSendsElsewhere_NamesIt()
    {
        await using var site = await FakeSite.StartAsync(context => Task.Run(() => context.Response.Redirect($"http://localhost:{context.Connection.LocalPort}/login?from=here")));

        await AssertToldAsync(site.Address, "'URL' sends its visitors to 'http://localhost:…/login'. If that is the app, give its address with --url; a page behind a sign-in cannot be loaded.");
    }

    [Fact]
    public async Task Run_PageThatComesTooLate_SaysHowLongItWasWaitedFor()
    {
        await using var site = await FakeSite.StartAsync(HangAsync);

        await AssertToldAsync(site.Address, "'URL' was not answered in 0.3 s. Look at the app's log, or raise --timeout.", "--timeout 300ms");
    }

    [Fact]
    public async Task Run_HubThatComesTooLate_SaysHowLongItWasWaitedFor()
    {
        await using var site = await FakeSite.StartHubAsync(HangAsync);

        await AssertToldAsync(site.Address, "'URL' was not interactive in 3 s. Look at the app's log, or raise --timeout.", Late);
    }

    [Fact]
    public async Task Run_HubThatIsNotReady_SaysWhatItAnswered()
    {
        await using var site = await FakeSite.StartHubAsync(context => FakeSite.WriteAsync(context, 503, ""));

        await AssertToldAsync(site.Address, "'URL' was not interactive in 3 s ('/_blazor/negotiate' was answered with 503.). Look at the app's log, or raise --timeout.", Late);
    }

    [Fact]
    public async Task Run_WithoutAHub_SaysHowToMapIt()
    {
        await using var site = await FakeSite.StartHubAsync(context => FakeSite.WriteAsync(context, 404, ""));

        await AssertToldAsync(site.Address, "'URL' opens no circuit: '/_blazor/negotiate' was answered with 404. Map its components with AddInteractiveServerRenderMode, and let the proxy in front of it pass '/_blazor'.");
    }

    [Fact]
    public async Task Run_HubThatAnswersGarbage_SaysSo()
    {
        await using var site = await FakeSite.StartHubAsync(context => FakeSite.WriteAsync(context, 200, "hello"));

        await AssertToldAsync(site.Address, "What 'URL_blazor' answers is no circuit hub: …");
    }

    [Fact]
    public async Task Run_SocketThatAnswersGarbage_SaysSo()
    {
        await using var site = await FakeSite.StartHubAsync(context => FakeSite.WriteAsync(context, 200, Negotiated), context => SpeakAsync(context, "hello\u001e"));

        await AssertToldAsync(site.Address, "What 'URL_blazor' answers is no circuit hub: …");
    }

    [Fact]
    public async Task Run_SocketThatBreaksAgainAndAgain_EndsInTime()
    {
        await using var site = await FakeSite.StartHubAsync(context => FakeSite.WriteAsync(context, 200, Negotiated), context => SpeakAsync(context, "{}\u001e\u0001\u0001\u0001"));

        await AssertToldAsync(site.Address, "'URL' was not interactive in 3 s (The connection to the circuit hub ended: …). Look at the app's log, or raise --timeout.", Late);
    }

    [Theory]
    [InlineData("--click .no", "'URL' has no '.no' that takes a click. What does is 'text=Clicked …', 'text=Fail', 'text=Never': name one with --click.")]
    [InlineData("--scenario type --field #no", "'URL' has no '#no' that takes a text. What does is 'input': name one with --field.")]
    [InlineData("--scenario submit --form #no", "'URL' has no '#no' that takes a submit. What does is 'form': name one with --form.")]
    [InlineData("--click text=Fail", "The first operation on 'URL' failed: The page failed: …. Look at the app's log, or choose something else to do on the page.")]
    [InlineData("--click text=Never", "The first operation on 'URL' failed: it was not answered in 3 s. Look at the app's log, or choose something else to do on the page.")]
    public async Task Run_OperationThatCannotWork_SaysWhatCan(string options, string problem) => await AssertToldAsync(app.Address, problem, $"{options} {Late}");

    [Fact]
    public async Task Run_PauseOfAnAppThatDoesNotPause_SaysSo()
    {
        await using var hub = await new FakeHub { Pauses = false }.StartAsync();

        await AssertToldAsync($"{hub.Address}counter", "The first operation on 'URL' failed: The circuit was not resumed: the app did not pause it. Look at the app's log, or choose something else to do on the page.", "--scenario pause");
    }

    private static async Task AssertToldAsync(string address, string problem, string options = "")
    {
        var url = new Uri(address).ToString();

        var run = await LoadCommandRun.RunAsync($"load --url {url} --duration 1s {options}");

        var expected = problem.Replace("URL", url, StringComparison.Ordinal).Replace("ORIGIN", new Uri(address).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        Assert.Equal(3, run.ExitCode);
        var pattern = string.Join("[^\n]+", expected.Split('…').Select(Regex.Escape));
        Assert.True(Regex.IsMatch(run.Error, $"^{pattern}$", RegexOptions.CultureInvariant), run.Error);
        Assert.Equal("", run.Output);
    }

    private static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static async Task SpeakAsync(HttpContext context, string text)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary, true, context.RequestAborted);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
