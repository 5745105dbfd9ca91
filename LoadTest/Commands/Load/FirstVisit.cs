using System.Text.Json;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Circuits.Pages;
using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>One user who does once what all will do: what cannot work is told before the load.</summary>
internal sealed class FirstVisit(LoadPlan plan, LoadTarget target, TimeProvider time)
{
    private const int MostNamed = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly LoadAction _action = new(plan, target, 0);

    /// <summary>Gives what <see cref="PrerenderCheck"/> says of the page.</summary>
    /// <exception cref="MeasurementException">It did not work.</exception>
    public async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var prerender = "";
        await using var browser = new HeadlessBrowser(target.Base, time);
        browser.Screen.FirstRendered += (html, tree) => prerender = prerender.Length > 0 ? prerender : PrerenderCheck.Describe(html, tree);
        await OpenAsync(browser, cancellationToken);
        if (plan.Scenario != LoadScenario.Pause && plan.Scenario != LoadScenario.Idle)
        {
            await FindAsync(browser.Screen, cancellationToken);
        }
        if (plan.Scenario != LoadScenario.Idle)
        {
            await OperateAsync(browser, cancellationToken);
        }
        return prerender;
    }

    private async Task OpenAsync(HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        string? refused = null;
        browser.Happened += happened => refused = happened.Kind == BrowserEventKind.Refused ? happened.Text.ReplaceLineEndings(" ") : refused;
        using var timeout = new CancellationTokenSource(plan.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await browser.OpenAsync(target.Path, limit.Token);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException(Describe(problem, refused), problem);
        }
    }

    private string Describe(Exception problem, string? refused) => problem switch
    {
        RefusedException { Status: not null } => $"'{plan.Url}' opens no circuit: {problem.Message} Map its components with AddInteractiveServerRenderMode, and let the proxy in front of it pass '/_blazor'.",
        OperationCanceledException or TimeoutException =>
            $"'{plan.Url}' was not interactive in {TargetProbe.Text(plan.Timeout)}{(refused is null ? "" : $" ({refused})")}. Look at the app's log, or raise --timeout.",
        PageFailedException => $"'{plan.Url}' failed as soon as it had a circuit. {Sentence(problem.Message)} Look at the app's log.",
        JsonException or InvalidDataException or FormatException =>
            $"What '{target.Base}_blazor' answers is no circuit hub: {Sentence(problem.Message)} Give a page of a Blazor Server app with --url.",
        _ => $"'{plan.Url}' opens no circuit: {Sentence(problem.Message)} Look at the app's log.",
    };

    private async Task FindAsync(Screen screen, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(plan.Timeout < LongestWait ? plan.Timeout : LongestWait, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await screen.WaitAsync(IsReady, "what is wanted", limit.Token);
        }
        catch (TimeoutException problem)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException(Missing(screen), problem);
        }
    }

    private async Task OperateAsync(HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(plan.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await DoAsync(browser, limit.Token);
        }
        catch (Exception problem)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fact = problem is OperationCanceledException or TimeoutException ? $"it was not answered in {TargetProbe.Text(plan.Timeout)}." : Sentence(problem.Message);
            throw new MeasurementException($"The first operation on '{plan.Url}' failed: {fact} Look at the app's log, or choose something else to do on the page.", problem);
        }
    }

    /// <summary>An app that has just started may take longer to save its first circuit than the page takes to come back for it.</summary>
    private async Task DoAsync(HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await _action.DoAsync(browser, 0, cancellationToken);
                return;
            }
            catch (NotResumedException) when (time.GetElapsedTime(began) < LongestWait)
            {
                // The page was loaded anew, and can be paused again.
            }
        }
    }

    private static string Sentence(string text) => text.ReplaceLineEndings(" ").TrimEnd('.') + ".";

    private bool IsReady(Screen screen) => plan.Scenario switch
    {
        LoadScenario.Click => screen.HandlerOf(plan.Click.Matches, "click") is not null,
        LoadScenario.Type => screen.HandlerOf(_action.IsField, "input") is not null || screen.HandlerOf(_action.IsField, "change") is not null,
        LoadScenario.Submit => screen.HandlerOf(_action.IsForm, "submit") is not null,
        _ => _action.Links(screen).Count > 0,
    };

    private string Missing(Screen screen) => plan.Scenario switch
    {
        LoadScenario.Click => $"'{plan.Url}' has no '{plan.Click}' that takes a click. {Others(screen, "--click", "click")}",
        LoadScenario.Type => $"'{plan.Url}' has no '{plan.Field}' that takes a text. {Others(screen, "--field", "input", "change")}",
        LoadScenario.Submit => $"'{plan.Url}' has no '{plan.Form}' that takes a submit. {Others(screen, "--form", "submit")}",
        _ => $"'{plan.Url}' has no link to another page of the app. Give a page that has one, or use --scenario click.",
    };

    private static string Others(Screen screen, string option, params string[] eventNames)
    {
        var names = screen.NamesOf(element => !element.IsDisabled && eventNames.Any(element.HasHandler)).Take(MostNamed).ToArray();
        return names.Length == 0
            ? "Nothing on it does: give another page, or use --scenario idle."
            : $"What does is {string.Join(", ", names.Select(name => $"'{name}'"))}: name one with {option}.";
    }
}
