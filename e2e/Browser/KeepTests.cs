using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class KeepTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private const string Save = "() => BlazorAspirePage.keep.save(BlazorAspirePage.tab.address, false)";
    private const string Stored = "() => sessionStorage.getItem('BlazorAspire.Kept')";
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Save_WithSecrets_LeavesThemOut() => VisitAsync(nameof(Save_WithSecrets_LeavesThemOut), async page =>
    {
        await TypedPage.TypeAsync(page);
        // A password that is shown as text is still one.
        await page.EvaluateAsync("() => { document.forms[0].secret.type = 'text'; }");

        await page.EvaluateAsync(Save);
        var kept = await page.EvaluateAsync<string>(Stored);

        Assert.Contains("without a name", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("a password", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("a card", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("not to be kept", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("as it was", kept, StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task Save_WhatTheServerHasChangedSince_LeavesItToTheServer() => VisitAsync(nameof(Save_WhatTheServerHasChangedSince_LeavesItToTheServer), async page =>
    {
        await TypedPage.TypeAsync(page);
        await page.EvaluateAsync("() => { document.forms[0].line.value = 'by the server'; }");

        await page.EvaluateAsync(Save);

        var kept = await page.EvaluateAsync<string>(Stored);
        Assert.Contains("without a name", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("\"mine\"", kept, StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task Save_MoreThanThereIsRoomFor_KeepsTheRest() => VisitAsync(nameof(Save_MoreThanThereIsRoomFor_KeepsTheRest), async page =>
    {
        await page.EvaluateAsync("() => { const field = document.forms[0].lines; field.value = 'long '.repeat(20000); field.dispatchEvent(new Event('input', { bubbles: true })); }");
        await page.FillAsync("[placeholder=nameless]", "without a name");

        await page.EvaluateAsync(Save);
        var kept = await page.EvaluateAsync<string>(Stored);

        Assert.Contains("without a name", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("long", kept, StringComparison.Ordinal);
    });

    [SkippableTheory]
    [InlineData("kept => { kept.until = Date.now() - 1; }")]
    [InlineData("kept => { kept.address = '/cluster'; }")]
    public Task Load_OfAnotherTimeOrPage_GivesNothing(string change) => VisitAsync(nameof(Load_OfAnotherTimeOrPage_GivesNothing), async page =>
    {
        await TypedPage.TypeAsync(page);
        await page.EvaluateAsync(Save);

        var kept = await page.EvaluateAsync<string?>($$"""
            () => {
              const kept = JSON.parse(sessionStorage.getItem('BlazorAspire.Kept'));
              ({{change}})(kept);
              sessionStorage.setItem('BlazorAspire.Kept', JSON.stringify(kept));
              return JSON.stringify(BlazorAspirePage.keep.load(BlazorAspirePage.tab.address));
            }
            """);

        Assert.Equal("null", kept);
        Assert.Null(await page.EvaluateAsync<string?>(Stored));
    });

    [SkippableFact]
    public Task Give_WhereAFieldHasTheValue_TellsNobody() => VisitAsync(nameof(Give_WhereAFieldHasTheValue_TellsNobody), async page =>
    {
        await page.EvaluateAsync("""
            () => {
              window.told = [];
              for (const name of ['input', 'change']) {
                document.forms[0].addEventListener(name, event => told.push(`${name} ${event.target.name}`));
              }
              document.forms[0].line.value = 'restored by the server';
              BlazorAspirePage.keep.give({ ...BlazorAspirePage.keep.take(), inputs: [
                { place: { kind: 'input/text', name: 'line', form: 0, at: 0 }, value: 'restored by the server' },
                { place: { kind: 'textarea/textarea', name: 'lines', form: 0, at: 0 }, value: 'two' }] });
            }
            """);
        await page.WaitForFunctionAsync("() => document.forms[0].lines.value === 'two'");

        Assert.Equal(["input lines", "change lines"], await page.EvaluateAsync<string[]>("() => told"));
    });

    private Task VisitAsync(string name, Func<IPage, Task> steps) => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(name, async () =>
        {
            await TypedPage.AddFormAsync(visit.Page);
            await visit.OpenAsync("/counter");
            await steps(visit.Page);
        });
    });
}
