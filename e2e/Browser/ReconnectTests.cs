using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class ReconnectTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private static readonly int[] Waits = [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000];
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Connection_LostForABlink_IsBackAtOnceWithoutAWord() => VisitAsync(nameof(Connection_LostForABlink_IsBackAtOnceWithoutAWord), async connection =>
    {
        var page = connection.Visit.Page;
        await page.GetByTestId("counter-button").ClickAsync();
        await connection.StopTimeAsync();
        await page.EvaluateAsync("""
            () => {
              const notice = document.getElementById('components-reconnect-modal');
              window.said = [];
              new MutationObserver(() => said.push(notice.dataset.state ?? 'nothing')).observe(notice, { attributes: true, attributeFilter: ['data-state'] });
              const reconnect = Blazor.reconnect;
              Blazor.reconnect = async () => window.isBack = await reconnect();
            }
            """);

        await connection.CutAsync();
        await page.WaitForFunctionAsync("() => window.isBack");
        await page.GetByTestId("counter-button").ClickAsync();

        await Assertions.Expect(page.GetByTestId("counter-value")).ToHaveTextAsync("2");
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>("() => said"), word => word != "nothing");
    });

    [SkippableFact]
    public Task Connection_RefusedAgainAndAgain_IsTriedLessAndLess() => VisitAsync(nameof(Connection_RefusedAgainAndAgain_IsTriedLessAndLess), async connection =>
    {
        await connection.StopTimeAsync();
        connection.Refuse();

        await connection.CutAsync();
        await connection.NegotiationAsync();
        foreach (var wait in Waits)
        {
            var negotiated = connection.Negotiated;
            await connection.PassAsync(wait - 1);
            Assert.Equal(negotiated, connection.Negotiated);
            await connection.PassAsync(1);
            await connection.NegotiationAsync();
            Assert.Equal(negotiated + 1, connection.Negotiated);
        }
    });

    [SkippableTheory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(413)]
    public async Task Negotiation_ThatIsRefused_EndsInASentenceOnAPageThatStays(int status)
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync($"{nameof(Negotiation_ThatIsRefused_EndsInASentenceOnAPageThatStays)}-{status}", async () =>
        {
            var negotiations = 0;
            await visit.Page.RouteAsync("**/_blazor/negotiate**", route =>
            {
                Interlocked.Increment(ref negotiations);
                return route.FulfillAsync(new RouteFulfillOptions { Status = status });
            });
            await visit.Page.GotoAsync("/counter");

            await Assertions.Expect(visit.Notice).ToHaveAttributeAsync("data-state", "refused");

            await Assertions.Expect(visit.Notice).ToContainTextAsync("The server refuses the connection.");
            Assert.Equal(2, negotiations);
        });
    }

    [SkippableTheory]
    [InlineData(401)]
    [InlineData(413)]
    public Task Reconnection_ThatIsRefused_SaysSoOnAPageThatStaysUntilItIsAdmitted(int status) => VisitAsync($"{nameof(Reconnection_ThatIsRefused_SaysSoOnAPageThatStaysUntilItIsAdmitted)}-{status}", async connection =>
    {
        var page = connection.Visit.Page;
        await page.EvaluateAsync("() => { window.isOld = true; }");
        connection.Refuse(status);

        await connection.CutAsync();

        await Assertions.Expect(connection.Visit.Notice).ToHaveAttributeAsync("data-state", "refused");
        connection.Admit();
        await Assertions.Expect(connection.Visit.Notice).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isOld"));
    });

    [SkippableFact]
    public Task Connection_LostForLonger_SaysSoUntilItIsBack() => VisitAsync(nameof(Connection_LostForLonger_SaysSoUntilItIsBack), async connection =>
    {
        var notice = connection.Visit.Notice;
        await connection.StopTimeAsync();
        connection.Refuse();
        await connection.CutAsync();
        await connection.NegotiationAsync();
        await Assertions.Expect(notice).ToBeHiddenAsync();

        await connection.PassAsync(250);
        await connection.NegotiationAsync();
        await connection.PassAsync(150);
        await Assertions.Expect(notice).ToHaveAttributeAsync("data-state", "reconnecting");
        foreach (var wait in Waits[1..6])
        {
            await connection.PassAsync(wait);
            await connection.NegotiationAsync();
        }
        await Assertions.Expect(notice).ToHaveAttributeAsync("data-state", "offline");
        connection.Admit();
        await notice.GetByRole(AriaRole.Button, new() { Name = "Try now" }).ClickAsync();

        await Assertions.Expect(notice).ToBeHiddenAsync();
    });

    [SkippableFact]
    public Task Connection_ThatNothingComesThrough_IsNotThePagesEnd() => VisitAsync(nameof(Connection_ThatNothingComesThrough_IsNotThePagesEnd), async connection =>
    {
        var page = connection.Visit.Page;
        await page.EvaluateAsync("() => { window.isOld = true; const reconnect = Blazor.reconnect; Blazor.reconnect = () => reconnect().then(isBack => window.isBack = isBack, error => { window.hasFailed = true; throw error; }); }");
        connection.Break();
        await connection.CutAsync();
        await page.WaitForFunctionAsync("() => window.hasFailed");
        connection.Admit();

        await page.WaitForFunctionAsync("() => window.isBack");
        await page.GetByTestId("counter-button").ClickAsync();

        await Assertions.Expect(page.GetByTestId("counter-value")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isOld"));
    });

    [SkippableFact]
    public Task Attempt_ThatHangs_IsGivenUpForANewPage() => VisitAsync(nameof(Attempt_ThatHangs_IsGivenUpForANewPage), async connection =>
    {
        var page = connection.Visit.Page;
        await page.EvaluateAsync("() => { window.isOld = true; window.tries = 0; Blazor.reconnect = () => { tries++; return new Promise(() => {}); }; }");
        await connection.CutAsync();
        await page.WaitForFunctionAsync("() => tries === 1");

        await page.Clock.FastForwardAsync(20_000);

        await page.WaitForFunctionAsync("() => !window.isOld && document.querySelector('[data-interactive=true]') !== null");
    });

    [SkippableFact]
    public Task Connection_WithoutWebSockets_IsMadeByLongPolling() => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Connection_WithoutWebSockets_IsMadeByLongPolling), async () =>
        {
            await visit.Page.AddInitScriptAsync("delete window.WebSocket");
            await visit.OpenAsync("/counter");
            await visit.Page.GetByTestId("counter-button").ClickAsync();

            await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
        });
    });

    [SkippableFact]
    public Task Field_ChangedWhileNobodyListened_IsToldAgain() => VisitAsync(nameof(Field_ChangedWhileNobodyListened_IsToldAgain), async connection =>
    {
        var page = connection.Visit.Page;
        connection.Refuse();
        await connection.CutAsync();
        await connection.NegotiationAsync();
        await page.EvaluateAsync("() => { const field = document.createElement('input'); field.id = 'field'; window.told = []; field.addEventListener('input', () => told.push(field.value)); document.body.append(field); }");
        await page.FillAsync("#field", "typed");
        connection.Admit();

        await page.WaitForFunctionAsync("() => told.length === 2");

        Assert.Equal(["typed", "typed"], await page.EvaluateAsync<string[]>("() => told"));
    });

    [SkippableFact]
    public Task Field_EditedBeforeTheLossWasFound_IsToldAgain() => VisitAsync(nameof(Field_EditedBeforeTheLossWasFound_IsToldAgain), "/draft", async connection =>
    {
        var page = connection.Visit.Page;
        await page.GetByTestId("draft-text").FillAsync("before");
        await Assertions.Expect(page.GetByTestId("draft-length")).ToHaveTextAsync("6");
        connection.Drop();

        await page.GetByTestId("draft-text").PressSequentiallyAsync(" and after");
        await page.GetByTestId("draft-subject").FillAsync("mine");
        await connection.CutAsync();

        await Assertions.Expect(page.GetByTestId("draft-length")).ToHaveTextAsync("16");
        await Assertions.Expect(page.GetByTestId("draft-text")).ToHaveValueAsync("before and after");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("draft-subject")).ToHaveValueAsync("mine");
    });

    [SkippableFact]
    public Task Click_BeforeTheLossWasFound_IsNotGivenAgainAndTheUserIsTold() => VisitAsync(nameof(Click_BeforeTheLossWasFound_IsNotGivenAgainAndTheUserIsTold), async connection =>
    {
        var page = connection.Visit.Page;
        connection.Drop();
        await page.GetByTestId("counter-button").ClickAsync();

        await connection.CutAsync();

        await Assertions.Expect(connection.Visit.Notice).ToHaveAttributeAsync("data-state", "unsure");
        await Assertions.Expect(connection.Visit.Notice).ToContainTextAsync("Your last click or file may not have arrived.");
        await page.GetByTestId("counter-button").ClickAsync();
        await Assertions.Expect(page.GetByTestId("counter-value")).ToHaveTextAsync("1");
    });

    [SkippableFact]
    public Task Text_OfAMegabyte_ArrivesAndALargerOneIsRefusedInWords() => VisitAsync(nameof(Text_OfAMegabyte_ArrivesAndALargerOneIsRefusedInWords), "/draft", async connection =>
    {
        var page = connection.Visit.Page;
        await TypeAsync(1024 * 1024);
        await Assertions.Expect(page.GetByTestId("draft-length")).ToHaveTextAsync("1048576");
        Assert.Equal(1, connection.Negotiated);

        await TypeAsync(3 * 1024 * 1024);
        await Assertions.Expect(connection.Visit.Notice).ToContainTextAsync("That is too large to be sent.");
        await TypeAsync(10);

        await Assertions.Expect(page.GetByTestId("draft-length")).ToHaveTextAsync("10");
        await Assertions.Expect(connection.Visit.Notice).ToBeHiddenAsync();
        Assert.Equal(1, connection.Negotiated);

        Task TypeAsync(int letters) => page.GetByTestId("draft-text").EvaluateAsync(
            "(field, letters) => { field.value = 'a'.repeat(letters); field.dispatchEvent(new Event('input', { bubbles: true })); }", letters);
    });

    [SkippableFact]
    public Task Network_Gone_IsSaidWithAWayToTryAndComesBack() => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Network_Gone_IsSaidWithAWayToTryAndComesBack), async () =>
        {
            await visit.Page.Clock.InstallAsync();
            await visit.OpenAsync("/counter");
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
            // Left to itself the framework would notice after half a minute.
            await LostConnection.StopTimeAsync(visit.Page);

            await visit.Page.Context.SetOfflineAsync(true);
            await Assertions.Expect(visit.Notice).ToHaveAttributeAsync("data-state", "offline");
            await Assertions.Expect(visit.Notice.GetByRole(AriaRole.Button)).ToBeVisibleAsync();
            await visit.Page.Context.SetOfflineAsync(false);

            await Assertions.Expect(visit.Notice).ToBeHiddenAsync();
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("2");
        });
    });

    [SkippableFact]
    public Task FirstConnection_Refused_IsTriedAgainWithANewPage() => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(FirstConnection_Refused_IsTriedAgainWithANewPage), async () =>
        {
            await visit.Page.RouteAsync("**/_blazor/negotiate**", route => route.FulfillAsync(new() { Status = 503 }), new() { Times = 1 });

            await visit.OpenAsync("/counter");
        });
    });

    private Task VisitAsync(string name, Func<LostConnection, Task> steps) => VisitAsync(name, "/counter", steps);

    private Task VisitAsync(string name, string path, Func<LostConnection, Task> steps) => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(name, async () => await steps(await LostConnection.OpenAsync(visit, path)));
    });
}
