using static Microsoft.Playwright.Assertions;

namespace Evergreen.Tests;

/// <summary>The app starts, its pages answer, and a page outlives its replica.</summary>
public sealed class AppTests(RunningApp app, Browser browser, ITestOutputHelper output)
{
    [Theory]
    [InlineData("/", "Home")]
    //#if (samples)
    [InlineData("/counter", "Counter")]
    [InlineData("/draft", "Draft")]
    [InlineData("/board", "Board")]
    //#endif
    [InlineData("/cluster", "Cluster")]
    public async Task Page_AskedFor_Answers(string path, string title)
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains($"<title>{title} ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhoseReplicaIsKilled_GoesOnOnAnother()
    {
        var page = await browser.NewPageAsync(app.Address);
        try
        {
            await page.GotoAsync("/");
            await page.Locator("[data-interactive=true]").WaitForAsync();
            //#if (samples)
            await page.Locator("nav a[href=counter]").ClickAsync();
            for (var clicks = 1; clicks <= 3; clicks++)
            {
                await page.GetByTestId("counter-button").ClickAsync();
                await Expect(page.GetByTestId("counter-value")).ToHaveTextAsync($"{clicks}");
            }

            //#endif
            var footer = page.Locator("footer strong");
            var replica = await footer.InnerTextAsync();

            await app.KillAsync(replica);

            await Expect(footer).Not.ToHaveTextAsync(replica, new() { Timeout = 60_000 });
            //#if (samples)
            await page.GetByTestId("counter-button").ClickAsync();
            await Expect(page.GetByTestId("counter-value")).ToHaveTextAsync("4", new() { Timeout = 60_000 });
            //#endif
        }
        catch
        {
            output.WriteLine(await app.ReadLogsAsync());
            throw;
        }
        finally
        {
            await page.Context.DisposeAsync();
        }
    }
}
