using System.Globalization;
using System.Text.Json;
using BlazorAspire.LoadTest.Browsers;
using BlazorAspire.LoadTest.Stacks;
using Microsoft.Playwright;

namespace BlazorAspire.LoadTest.Commands.Recovery;

/// <summary>A page in a real browser, whose replica is killed again and again.</summary>
internal sealed class RecoveryArm(IStack stack, IPage page, TimeProvider time)
{
    private const int Clicks = 3;
    private const float Patience = 120_000;

    private const string IsBack = """
        replica => document.querySelector('[data-interactive=true]') !== null
            && document.querySelector('[data-testid=replica-name]').textContent !== replica
            && !document.querySelector('[data-testid=counter-button]').disabled
        """;

    private const string Shows = "value => document.querySelector('[data-testid=counter-value]').textContent.trim() === String(value)";

    public string Name => stack.Name;

    public static async Task<RecoveryArm> OpenAsync(IStack stack, ChromiumBrowser browser, TimeProvider time)
    {
        var page = await browser.NewPageAsync(stack.Address);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/counter");
        await page.Locator("[data-interactive=true]").WaitForAsync();
        return new RecoveryArm(stack, page, time);
    }

    public async Task<RecoveryRun> RunOnceAsync(CancellationToken cancellationToken)
    {
        await stack.AllReadyAsync(cancellationToken);
        var before = await ClickAsync(await ValueAsync(), Clicks);
        var serving = JsonSerializer.Deserialize<ReplicaAnswer>(
            await page.EvaluateAsync<string>("async () => await (await fetch('/replica')).text()"), JsonSerializerOptions.Web)!;

        var killed = time.GetTimestamp();
        stack.Kill(serving.ProcessId);
        await page.WaitForFunctionAsync(IsBack, serving.Name);
        var after = await ValueAsync();
        await ClickAsync(after, 1);
        return new RecoveryRun(time.GetElapsedTime(killed), before, after);
    }

    private async Task<int> ClickAsync(int value, int clicks)
    {
        for (var click = 0; click < clicks; click++)
        {
            await page.GetByTestId("counter-button").ClickAsync();
            await page.WaitForFunctionAsync(Shows, ++value);
        }

        return value;
    }

    private async Task<int> ValueAsync() => int.Parse(await page.GetByTestId("counter-value").InnerTextAsync(), CultureInfo.InvariantCulture);
}
