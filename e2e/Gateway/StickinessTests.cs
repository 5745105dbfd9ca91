namespace BlazorAspire.Tests.Gateway;

public sealed class StickinessTests
{
    [Fact]
    public async Task Get_SameBrowser_StaysOnItsReplica()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        using var browser = gateway.NewBrowser();

        var first = await browser.GetAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(first, await browser.GetAsync($"/page/{i}"));
        }
    }

    [Fact]
    public async Task Get_TwelveNewBrowsers_SpreadEvenly()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        var served = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            using var browser = gateway.NewBrowser();
            served.Add(await browser.GetAsync());
        }

        Assert.Equal([4, 4, 4], served.CountBy(name => name).Select(count => count.Value));
    }

    [Fact]
    public async Task Connect_WithPage_ReachesReplicaOfPage()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        for (var i = 0; i < 6; i++)
        {
            using var browser = gateway.NewBrowser();
            var page = await browser.GetAsync();
            using var socket = await browser.ConnectAsync();
            Assert.Equal(page, await Browser.ReceiveAsync(socket));
        }
    }
}
