using BlazorAspire.Circuits;
using Evergreen.WebApp.Components.Layout;
using Evergreen.WebApp.Components.Pages;

namespace BlazorAspire.Tests.WebApp.Components;

public class PageTests
{
    [Fact]
    public async Task Home_Prerendered_NamesTheReplicaAndHasNoCircuitYet()
    {
        var html = await ComponentRenderer.RenderAsync<Home>();

        Assert.Contains("""<span data-testid="replica-name">webapp-1</span>""", html, StringComparison.Ordinal);
        Assert.Contains("""data-testid="process-id">4711<""", html, StringComparison.Ordinal);
        Assert.Contains("""data-testid="circuit-id">&#x2013;<""", html, StringComparison.Ordinal);
        Assert.Contains("1 min 15 s", html, StringComparison.Ordinal);
        Assert.Contains("Opening", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_Prerendered_HasAnEmptyChartAndNoVerdict()
    {
        var html = await ComponentRenderer.RenderAsync<Home>();

        Assert.Matches("""data-testid="latency-current"[^>]*>&#x2013;<""", html);
        Assert.Contains("none measured yet", html, StringComparison.Ordinal);
        Assert.Contains("<span>Measuring</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counter_Prerendered_ShowsNoughtAndAButtonThatWaitsForTheCircuit()
    {
        var html = await ComponentRenderer.RenderAsync<Counter>();

        Assert.Matches("""<output [^>]*data-testid="counter-value"[^>]*>0</output>""", html);
        Assert.Matches("""<button [^>]*data-testid="counter-button"[^>]* disabled""", html);
    }

    [Fact]
    public async Task ClusterPage_BeforeTheFirstRead_ListsThisReplica()
    {
        var html = await ComponentRenderer.RenderAsync<ClusterPage>();

        Assert.Contains("""data-replica="webapp-1" """.TrimEnd(), html, StringComparison.Ordinal);
        Assert.Contains("You are here", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Home")]
    [InlineData("counter", "Counter")]
    [InlineData("cluster", "Cluster")]
    [InlineData("cluster?a=b#c", "Cluster")]
    [InlineData("Cluster/", "Cluster")]
    public async Task MainLayout_OnAPage_MarksItsLinkAlone(string path, string expected)
    {
        var html = await ComponentRenderer.RenderAsync<MainLayout>(path);

        Assert.Matches($"""<a [^>]*aria-current="page"[^>]*>{expected}</a>""", html);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "aria-current"));
    }

    [Fact]
    public async Task MainLayout_Prerendered_HasLandmarksSkipLinkAndIsNotInteractive()
    {
        var html = await ComponentRenderer.RenderAsync<MainLayout>();

        Assert.Matches("""^\s*<a class="skip-link" [^>]*data-skip-to="main" """.TrimEnd(), html);
        Assert.Contains("<header", html, StringComparison.Ordinal);
        Assert.Contains("<nav aria-label=", html, StringComparison.Ordinal);
        Assert.Matches("""<main id="main" [^>]*data-interactive="false" """.TrimEnd(), html);
        Assert.Contains("<footer", html, StringComparison.Ordinal);
    }

    /// <summary>Beside the page's components, so that no circuit keeps it.</summary>
    [Fact]
    public async Task ErrorNotice_Always_HasTheIdByWhichTheFrameworkShowsIt()
    {
        var html = await ComponentRenderer.RenderAsync<ErrorNotice>();

        Assert.Matches("""^\s*<div id="blazor-error-ui" [^>]*role="alert" """.TrimEnd(), html);
        Assert.Contains("Reload", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_Always_GivesANumberAndNoDetail()
    {
        using var activity = new System.Diagnostics.Activity("request").Start();

        var html = await ComponentRenderer.RenderAsync<Error>();

        Assert.Contains(activity.TraceId.ToString(), html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", html, StringComparison.Ordinal);
    }
}
