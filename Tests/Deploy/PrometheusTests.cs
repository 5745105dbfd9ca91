using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The alerts, run by Prometheus' own tool on days that are usual and bad.</summary>
public sealed class PrometheusTests : IDisposable
{
    private static readonly string Rules = Repository.PathOf("deploy", "prometheus");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("test", "rules", "alerts.test.yml")]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("check", "config", "--syntax-only", "prometheus.yml")]
    public async Task Promtool_OfEachFile_FindsNothingWrong(params string[] arguments)
    {
        var promtool = InstalledProgram.Find("promtool");
        if (promtool is null)
        {
            await TryUnpackAsync();
            promtool = Path.Combine(_folder.Path, "usr", "bin", "promtool");
        }

        Skip.IfNot(File.Exists(promtool), "There is no promtool. Install Prometheus, or run on Debian or Ubuntu.");
        (await Command.RunAsync(promtool, arguments, Rules)).MustSucceed();
    }

    /// <summary>Unpacked, and not installed: the package would start a server.</summary>
    private async Task TryUnpackAsync()
    {
        if (!File.Exists("/usr/bin/apt-get") || (await Command.RunAsync("/usr/bin/apt-get", ["download", "prometheus"], _folder.Path)).ExitCode != 0)
        {
            return;
        }

        var archive = Directory.EnumerateFiles(_folder.Path, "*.deb").Single();
        (await Command.RunAsync("/usr/bin/dpkg-deb", ["-x", archive, _folder.Path], _folder.Path)).MustSucceed();
    }
}
