using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class MoveTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private const string Move = "() => { window.isOld = true; BlazorAspirePage.move('drain'); }";
    private const string IsNew = "() => !window.isOld && document.querySelector('[data-interactive=true]') !== null";
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Move_WithInput_GoesOnInTheSamePageWithIt() => VisitAsync(nameof(Move_WithInput_GoesOnInTheSamePageWithIt), async visit =>
    {
        await TypedPage.AddFormAsync(visit.Page);
        await visit.OpenAsync("/counter");
        await visit.Page.GetByTestId("counter-button").ClickAsync();
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
        await TypedPage.TypeAsync(visit.Page);
        var (address, circuit) = (visit.Page.Url, await visit.Page.GetByTestId("circuit-id").TextContentAsync());

        await visit.Page.EvaluateAsync(Move);
        await Assertions.Expect(visit.Page.GetByTestId("circuit-id")).Not.ToHaveTextAsync(circuit!);

        await TypedPage.AssertKeptAsync(visit.Page, TypedPage.Secrets);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.isOld"));
        await visit.Page.GetByTestId("counter-button").ClickAsync();
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("2");
        Assert.Equal(address, visit.Page.Url);
        Assert.Null(await visit.Page.EvaluateAsync<string?>("() => sessionStorage.getItem('BlazorAspire.Kept')"));
    });

    [SkippableFact]
    public Task Move_Called_AnswersBeforeItActs() => VisitAsync(nameof(Move_Called_AnswersBeforeItActs), async visit =>
    {
        await visit.OpenAsync("/counter");

        var actedAtOnce = await visit.Page.EvaluateAsync<bool>("async () => { let acted = false; window.fetch = () => { acted = true; return new Promise(() => {}); }; BlazorAspirePage.move('drain'); for (let i = 0; i < 20; i++) { await Promise.resolve(); } return acted || BlazorAspirePage.tab.isLeaving; }");

        Assert.False(actedAtOnce);
        await visit.Page.EvaluateAsync("async () => { while (BlazorAspirePage.tab.isLeaving) { await Promise.resolve(); } }");
    });

    [SkippableTheory]
    [InlineData("true", "true", false)]
    [InlineData("true", "false", true)]
    [InlineData("false", "true", true)]
    public Task Move_WhereThePageCanPause_PausesAndResumesElseOpensAnew(string pauses, string resumes, bool opens) => VisitAsync(nameof(Move_WhereThePageCanPause_PausesAndResumesElseOpensAnew), async visit =>
    {
        await visit.OpenAsync("/counter");
        await visit.Page.EvaluateAsync($$"""
            () => {
              const called = name => sessionStorage.setItem('called', `${sessionStorage.getItem('called') ?? ''} ${name}`);
              Blazor.pauseCircuit = async () => { called('pause'); return {{pauses}}; };
              Blazor.resumeCircuit = async () => { called('resume'); return {{resumes}}; };
            }
            """);

        await visit.Page.EvaluateAsync(Move);
        await visit.Page.WaitForFunctionAsync(opens ? IsNew : "() => sessionStorage.getItem('called')?.includes('resume')");

        Assert.Equal(pauses == "true" ? " pause resume" : " pause", await visit.Page.EvaluateAsync<string>("() => sessionStorage.getItem('called')"));
        Assert.Equal(!opens, await visit.Page.EvaluateAsync<bool>("() => window.isOld === true"));
        await Assertions.Expect(visit.Notice).ToBeHiddenAsync();
    });

    [SkippableTheory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public Task Circuit_NoLongerKnown_IsResumedWhereThePageCanElseOpenedAnew(string resumes, bool opens) => VisitAsync(nameof(Circuit_NoLongerKnown_IsResumedWhereThePageCanElseOpenedAnew), async visit =>
    {
        var connection = await LostConnection.OpenAsync(visit, "/counter");
        await visit.Page.EvaluateAsync($$"""
            () => {
              window.isOld = true;
              Blazor.reconnect = async () => false;
              Blazor.resumeCircuit = async () => { window.hasResumed = {{resumes}}; return {{resumes}}; };
            }
            """);

        await connection.CutAsync();
        await visit.Page.WaitForFunctionAsync(opens ? IsNew : "() => window.hasResumed");

        await Assertions.Expect(visit.Notice).ToBeHiddenAsync();
        Assert.Equal(!opens, await visit.Page.EvaluateAsync<bool>("() => window.isOld === true"));
    });

    private Task VisitAsync(string name, Func<BrowserVisit, Task> steps) => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(name, () => steps(visit));
    });
}
