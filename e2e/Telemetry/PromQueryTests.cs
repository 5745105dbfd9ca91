namespace BlazorAspire.Tests.Telemetry;

public sealed class PromQueryTests
{
    [Fact]
    public void Read_OfAQuery_FindsMetricsLabelsAndGroupings()
    {
        var query = PromQuery.Read("""histogram_quantile(0.5, sum by (le, job) (rate(a_bucket{job=~"$job", le!="x y"}[$__rate_interval]))) > 0.1 * (max(b) + on (instance) c{d="e"}[5m])""");

        Assert.Equal(["a_bucket", "b", "c"], query.Selectors.Select(selector => selector.Name));
        Assert.Equal([new PromMatcher("job", "=~", "$job"), new PromMatcher("le", "!=", "x y")], query.Selectors[0].Matchers);
        Assert.Equal([true, false, true], query.Selectors.Select(selector => selector.IsRange));
        Assert.Equal(["le", "job", "instance"], query.Groupings);
    }

    [Theory]
    [InlineData("sum(a")]
    [InlineData("sum(a))")]
    [InlineData("sum by (a b)")]
    [InlineData("summ(a)")]
    [InlineData("a b")]
    [InlineData("a{b}")]
    [InlineData("a[5x]")]
    [InlineData("a;b")]
    [InlineData("")]
    [InlineData("> 1")]
    public void Read_OfWhatIsNoQuery_Refuses(string text) => Assert.Throws<FormatException>(() => PromQuery.Read(text));
}
