using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The alerts, run by Prometheus' own tool on days that are usual and bad.</summary>
public sealed class PrometheusTests(Promtool promtool) : IClassFixture<Promtool>
{
    private static readonly string Rules = Repository.PathOf("deploy", "prometheus");

    [SkippableTheory]
    [InlineData("test", "rules", "alerts.test.yml")]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("check", "config", "--syntax-only", "prometheus.yml")]
    public async Task Promtool_OfEachFile_FindsNothingWrong(params string[] arguments)
    {
        Skip.IfNot(File.Exists(promtool.Path), "There is no promtool. Install Prometheus, or run on Debian or Ubuntu.");
        (await Command.RunAsync(promtool.Path, arguments, Rules)).MustSucceed();
    }
}
