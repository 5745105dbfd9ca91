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

    private const string Negotiated = """
        {"negotiateVersion":1,"connectionId":"a","connectionToken":"b","availableTransports":[{"transport":"WebSockets","transferFormats":["Binary"]}]}
        """;

    private const string RaiseTimeout = "Look at the app's log, or raise --timeout.";
    private const string NoCircuit = "so that it opens no circuit. Give a page with the render mode InteractiveServer.";
    private const string Map = "Map its components with AddInteractiveServerRenderMode, and let the proxy in front of it pass '/_blazor'.";
    private const string FirstFailed = "The first operation on 'URL' failed:";
    private const string ChooseAnother = "Look at the app's log, or choose something else to do on the page.";

    [Fact]
    public Task Run_NobodyListens_SaysHowToStartTheApp() =>
        AssertToldAsync($"http://127.0.0.1:{FreePort.Find()}", "Nothing listens at 'ORIGIN'. Start the app, or give the address of another with --url.");

    [Theory]
    [InlineData(404, "", "'URL' was answered with 404: the app has no such page. Give one that it has with --url.")]
    [InlineData(401, "", "'URL' was answered with 401: it is not for everybody, and this load cannot sign in. Give a page that anybody may open.")]
    [InlineData(503, "", "'URL' was answered with 503: the app is not ready, or at capacity. Start again when a browser gets the page.")]
    [InlineData(500, "", "'URL' was answered with 500. Open it in a browser, look at the app's log, and start again when it works.")]
    [InlineData(200, "hello", "'URL' is no page of a Blazor app: it loads no Blazor script. Give a page of a Blazor Server app with --url.")]
    [InlineData(200, "<!--Blazor:{\"type\":\"webassembly\"}-->", $"The components of 'URL' run in the browser (WebAssembly), {NoCircuit}")]
    [InlineData(200, "<!--Blazor:{oh}-->", "'URL' marks its components as no Blazor app does: …")]
    public Task Run_PageThatOpensNoCircuit_SaysWhy(int status, string text, string problem) =>
        AssertToldAsync(context => FakeSite.WriteAsync(context, status, text), problem);

    [Fact]
    public Task Run_PageWithoutAnInteractiveComponent_SaysSo() =>
        AssertToldAsync($"{app.Address}/still", $"'URL' is a page of a Blazor app without an interactive component, {NoCircuit}");

    [Fact]
    public async Task Run_SomethingThatSpeaksNoHttp_SaysSo()
    {
        await using var garbage = new RawReplica("\u0001\u0002 what is this?\r\n\r\n");

        await AssertToldAsync(garbage.Address, "What listens at 'ORIGIN' gave an answer that is no web page: …");
    }

    [Fact]
    public Task Run_PageThatSendsElsewhere_NamesIt() => AssertToldAsync(
        context => Task.Run(() => context.Response.Redirect($"http://localhost:{context.Connection.LocalPort}/login?from=here")),
        "'URL' sends its visitors to 'http://localhost:…/login'. "
        + "If that is the app, give its address with --url; a page behind a sign-in cannot be loaded.");

    [Fact]
    public Task Run_PageThatComesTooLate_SaysHowLongItWasWaitedFor() =>
        AssertToldAsync(HangAsync, "'URL' was not answered in 0.3 s. Look at the app's log, or raise --timeout.", "--timeout 300ms");

    [Theory]
    [InlineData(null, "'URL' was not interactive in 3 s. Look at the app's log, or raise --timeout.")]
    [InlineData(503, "'URL' was not interactive in 3 s ('/_blazor/negotiate' was answered with 503.). Look at the app's log, or raise --timeout.")]
    [InlineData(404, $"'URL' opens no circuit: '/_blazor/negotiate' was answered with 404. {Map}")]
    [InlineData(200, "What 'URL_blazor' answers is no circuit hub: …")]
    public Task Run_HubThatIsLateOrNone_SaysWhatItAnswered(int? status, string problem) => AssertToldAsync(
        context => context.Request.Path != "/_blazor/negotiate" ? FakeSite.WriteAsync(context, 200, FakeSite.Page)
            : status is { } known ? FakeSite.WriteAsync(context, known, "hello")
            : HangAsync(context),
        problem, Late);

    [Theory]
    [InlineData("hello\u001e", "What 'URL_blazor' answers is no circuit hub: …")]
    [InlineData("{}\u001e\u0001\u0001\u0001", $"'URL' was not interactive in 3 s (The connection to the circuit hub ended: …). {RaiseTimeout}")]
    public Task Run_SocketThatAnswersGarbageOrBreaksAgainAndAgain_EndsInTime(string text, string problem) => AssertToldAsync(
        context => context.Request.Path.Value switch
        {
            "/_blazor/negotiate" => FakeSite.WriteAsync(context, 200, Negotiated),
            "/_blazor" => SpeakAsync(context, text),
            _ => FakeSite.WriteAsync(context, 200, FakeSite.Page),
        },
        problem, Late);

    [Theory]
    [InlineData("--click .no", "'URL' has no '.no' that takes a click. What does is 'text=Clicked …', 'text=Fail', 'text=Never': name one with --click.")]
    [InlineData("--scenario type --field #no", "'URL' has no '#no' that takes a text. What does is 'input': name one with --field.")]
    [InlineData("--scenario submit --form #no", "'URL' has no '#no' that takes a submit. What does is 'form': name one with --form.")]
    [InlineData("--click text=Fail", $"{FirstFailed} The page failed: …. {ChooseAnother}")]
    [InlineData("--click text=Never", $"{FirstFailed} it was not answered in 3 s. {ChooseAnother}")]
    public Task Run_OperationThatCannotWork_SaysWhatCan(string options, string problem) => AssertToldAsync(app.Address, problem, $"{options} {Late}");

    [Fact]
    public async Task Run_PauseOfAnAppThatDoesNotPause_SaysSo()
    {
        await using var hub = await new FakeHub { Pauses = false }.StartAsync();

        await AssertToldAsync(
            $"{hub.Address}counter", $"{FirstFailed} The circuit was not resumed: the app did not pause it. {ChooseAnother}", "--scenario pause");
    }

    private static async Task AssertToldAsync(RequestDelegate answer, string problem, string options = "")
    {
        await using var site = await FakeSite.StartAsync(answer);
        await AssertToldAsync(site.Address, problem, options);
    }

    private static async Task AssertToldAsync(string address, string problem, string options = "")
    {
        var url = new Uri(address);

        var run = await LoadCommandRun.RunAsync($"load --url {url} --duration 1s {options}");

        var origin = url.GetLeftPart(UriPartial.Authority);
        var expected = problem.Replace("URL", $"{url}", StringComparison.Ordinal).Replace("ORIGIN", origin, StringComparison.Ordinal);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        var pattern = string.Join("[^\n]+", expected.Split('…').Select(Regex.Escape));
        Assert.True(Regex.IsMatch(run.Error, $"^{pattern}$", RegexOptions.CultureInvariant), run.Error);
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
