using BlazorAspire.LoadTest.Circuits.Pages;

namespace BlazorAspire.Tests.LoadTest.Circuits.Pages;

public sealed class PageTextTests
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en" data-tab="0123456789abcdef0123456789abcdef">
        <head><!--Blazor:{"type":"server","prerenderId":"1","key":{"locationHash":"A:0"},"sequence":0,"descriptor":"CfDJ8+one/=="}--><title>x</title><!--Blazor:{"prerenderId":"1"}--></head>
        <body><!--Blazor:{"type":"server","prerenderId":"2","sequence":1,"descriptor":"CfDJ8-two"}--><p>x</p><!--Blazor:{"prerenderId":"2"}--><!-- else --></body>
        </html>
        <!--Blazor-Server-Component-State:CfDJ8-state-->
        """;

    [Fact]
    public void Read_OfAPage_GivesTheStartMarkersInOrder()
    {
        var markers = PageText.Read(Page).Markers;

        Assert.Equal(2, markers.Count);
        Assert.Contains("CfDJ8+one/==", markers[0], StringComparison.Ordinal);
        Assert.Contains("CfDJ8-two", markers[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAPage_GivesStateAndTab()
    {
        var page = PageText.Read(Page);

        Assert.Equal(("CfDJ8-state", "0123456789abcdef0123456789abcdef"), (page.State, page.Tab));
    }

    [Fact]
    public void Read_OfAPageWithoutACircuit_GivesNothing()
    {
        var page = PageText.Read("<html><body>x</body></html>");

        Assert.Empty(page.Markers);
        Assert.Equal(("", null), (page.State, page.Tab));
    }
}
