using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace BlazorAspire.LoadTest.Load;

/// <summary>A page that a circuit can be opened for.</summary>
/// <param name="Base">What the page's links, and the circuit hub, are relative to.</param>
internal sealed record LoadTarget(Uri Base, Uri Page);

/// <summary>
/// Looks at the page before the load and does once what all users will do, so that what cannot work is told in a sentence and not in a thousand errors.
/// </summary>
internal sealed class TargetProbe(LoadPlan plan, TimeProvider time)
{
    private const long MaxPageLength = 16 * 1024 * 1024;
    private const int MaxNames = 5;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private string Origin => plan.Url.GetLeftPart(UriPartial.Authority);

    private string Limit => Invariant($"{plan.Timeout.TotalSeconds:0.###} s");

    /// <summary>Returns the page, and how its prerendered HTML compares with its first render.</summary>
    public async Task<(LoadTarget Target, string Prerender)> FindAsync(CancellationToken cancellationToken)
    {
        LoadTarget target = null!;
        await TryAsync(plan.Timeout, async limit => target = await LoadAsync(limit), DescribeLoad, cancellationToken);
        var action = new LoadAction(plan, target, 0);
        var (prerender, refused) = ("", "");
        await using var browser = new HeadlessBrowser(target.Base, time);
        browser.Happened += happened => refused = happened.Kind == BrowserEventKind.Refused ? $" ({happened.Text.ReplaceLineEndings(" ")})" : refused;
        browser.Screen.FirstRendered += (page, tree) =>
            prerender = prerender.Length > 0 ? prerender : PrerenderCheck.Describe(page.ReadRoots(), tree.Page.Children);
        await TryAsync(
            plan.Timeout, limit => browser.OpenAsync(target.Page.PathAndQuery, limit), problem => DescribeOpen(problem, target, refused), cancellationToken);
        await TryAsync(
            plan.Timeout < MaxWait ? plan.Timeout : MaxWait, limit => browser.Screen.WaitAsync(action.IsReady, "what is wanted", limit),
            problem => problem is TimeoutException ? DescribeMissing(browser.Screen) : DescribeOperation(problem), cancellationToken);
        await TryAsync(plan.Timeout, limit => OperateAsync(action, browser, limit), DescribeOperation, cancellationToken);
        return (target, prerender);
    }

    private static async Task TryAsync(
        TimeSpan within, Func<CancellationToken, Task> run, Func<Exception, string> describe, CancellationToken cancellationToken)
    {
        using var limit = cancellationToken.Within(within);
        try
        {
            await run(limit.Token);
        }
        catch (Exception problem) when (problem is not MeasurementException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException(describe(problem), problem);
        }
    }

    private async Task<LoadTarget> LoadAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { MaxResponseContentBufferSize = MaxPageLength };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var response = await client.GetAsync(plan.Url, cancellationToken);
        var address = response.RequestMessage!.RequestUri!;
        if (address.GetLeftPart(UriPartial.Authority) != Origin)
        {
            throw new MeasurementException(
                $"'{plan.Url}' sends its visitors to '{address.GetLeftPart(UriPartial.Path)}'. "
                + "If that is the app, give its address with --url; a page behind a sign-in cannot be loaded.");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new MeasurementException(DescribeStatus(response.StatusCode));
        }

        var page = new Page(await response.Content.ReadAsStringAsync(cancellationToken));
        return page.Roots.Count > 0
            ? new LoadTarget(new Uri(new Uri(address, page.BasePath), "."), address)
            : throw new MeasurementException(DescribePage(page, address == plan.Url ? "" : $" (its visitors are sent to '{address.PathAndQuery}')"));
    }

    /// <summary>An app that has just started may take longer to save its first circuit than the page takes to come back for it.</summary>
    private async Task OperateAsync(LoadAction action, HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                await action.DoAsync(browser, 0, cancellationToken);
                return;
            }
            catch (NotResumedException) when (time.GetElapsedTime(began) < MaxWait)
            {
                // The page was loaded again, and can be paused again.
            }
        }
    }

    private string DescribeLoad(Exception problem) => problem switch
    {
        OperationCanceledException => $"'{plan.Url}' was not answered in {Limit}. Look at the app's log, or raise --timeout.",
        JsonException => $"'{plan.Url}' marks its components as no Blazor app does: {problem.Message} Give a page of a Blazor Server app with --url.",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            $"Nothing listens at '{Origin}'. Start the app, or give the address of another with --url.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"The host '{plan.Url.Host}' is not known. Check --url.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"'{Origin}' gives no certificate that this machine trusts. "
            + "Trust the developer's one with 'dotnet dev-certs https --trust', or give the app's http address.",
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.ConfigurationLimitExceeded
        } =>
            $"What listens at '{Origin}' gave an answer that is no web page: {problem.Message} Give the address of a Blazor Server app with --url.",
        _ => $"'{plan.Url}' was not answered: {Sentence(problem.Message)} Check --url, and look at the app's log.",
    };

    private string DescribeStatus(HttpStatusCode status) => $"'{plan.Url}' was answered with {(int)status}" + status switch
    {
        HttpStatusCode.NotFound => ": the app has no such page. Give one that it has with --url.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            ": it is not for everybody, and this load cannot sign in. Give a page that anybody may open.",
        HttpStatusCode.ServiceUnavailable => ": the app is not ready, or at capacity. Start again when a browser gets the page.",
        _ => ". Open it in a browser, look at the app's log, and start again when it works.",
    };

    private string DescribePage(Page page, string moved)
    {
        const string WithACircuit = "so that it opens no circuit. Give a page with the render mode InteractiveServer.";
        return page.HasWebAssembly ? $"The components of '{plan.Url}'{moved} run in the browser (WebAssembly), {WithACircuit}"
            : page.IsOfBlazor ? $"'{plan.Url}'{moved} is a page of a Blazor app without an interactive component, {WithACircuit}"
            : $"'{plan.Url}'{moved} is no page of a Blazor app: it loads no Blazor script. Give a page of a Blazor Server app with --url.";
    }

    private string DescribeOpen(Exception problem, LoadTarget target, string refused) => problem switch
    {
        RefusedException { Status: not null } =>
            $"'{plan.Url}' opens no circuit: {problem.Message} "
            + "Map its components with AddInteractiveServerRenderMode, and let the proxy in front of it pass '/_blazor'.",
        OperationCanceledException or TimeoutException => $"'{plan.Url}' was not interactive in {Limit}{refused}. Look at the app's log, or raise --timeout.",
        PageFailedException => $"'{plan.Url}' failed as soon as it had a circuit. {Sentence(problem.Message)} Look at the app's log.",
        JsonException or InvalidDataException or FormatException =>
            $"What '{target.Base}_blazor' answers is no circuit hub: {Sentence(problem.Message)} Give a page of a Blazor Server app with --url.",
        _ => $"'{plan.Url}' opens no circuit: {Sentence(problem.Message)} Look at the app's log.",
    };

    private string DescribeOperation(Exception problem)
    {
        var fact = problem is OperationCanceledException or TimeoutException ? $"it was not answered in {Limit}." : Sentence(problem.Message);
        return $"The first operation on '{plan.Url}' failed: {fact} Look at the app's log, or choose something else to do on the page.";
    }

    private string DescribeMissing(Screen screen) => plan.Scenario switch
    {
        LoadScenario.Click => $"'{plan.Url}' has no '{plan.Click}' that takes a click. {Others(screen, "--click", "click")}",
        LoadScenario.Type => $"'{plan.Url}' has no '{plan.Field}' that takes a text. {Others(screen, "--field", "input", "change")}",
        LoadScenario.Submit => $"'{plan.Url}' has no '{plan.Form}' that takes a submit. {Others(screen, "--form", "submit")}",
        _ => $"'{plan.Url}' has no link to another page of the app. Give a page that has one, or use --scenario click.",
    };

    private static string Others(Screen screen, string option, params string[] events)
    {
        var taking = screen.Select(element => !element.HasAttribute("disabled") && events.Any(element.HasHandler), ElementSelector.NameOf);
        return taking.Count == 0
            ? "Nothing on it does: give another page, or use --scenario idle."
            : $"What does is {string.Join(", ", taking.Distinct().Take(MaxNames).Select(name => $"'{name}'"))}: name one with {option}.";
    }

    private static string Sentence(string text) => text.ReplaceLineEndings(" ").TrimEnd('.') + ".";
}
