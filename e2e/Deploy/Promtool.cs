using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>Prometheus' own tool: the installed one, else that of Debian's package, unpacked and not installed, as the package would start a server.</summary>
public sealed class Promtool : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Its path; no file is there when it could not be had.</summary>
    public string Path { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Path = InstalledProgram.Find("promtool") ?? System.IO.Path.Combine(_folder.Path, "usr", "bin", "promtool");
        if (File.Exists(Path) || !File.Exists("/usr/bin/apt-get") || (await Command.RunAsync("/usr/bin/apt-get", ["download", "prometheus"], _folder.Path)).ExitCode != 0)
        {
            return;
        }

        var archive = Directory.EnumerateFiles(_folder.Path, "*.deb").Single();
        (await Command.RunAsync("/usr/bin/dpkg-deb", ["-x", archive, _folder.Path], _folder.Path)).MustSucceed();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
