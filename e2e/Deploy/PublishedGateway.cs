using System.Diagnostics;
using System.Globalization;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The gateway as one file that needs nothing else, published when a test first asks for it.</summary>
public sealed class PublishedGateway : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _program;

    public PublishedGateway() => _program = new(PublishAsync);

    public void Dispose() => _folder.Dispose();

    /// <summary>Starts it from a folder of its own, with nothing but environment variables.</summary>
    internal async Task<FrontDoor> StartAsync(IReadOnlyList<Uri> replicas, CancellationToken limit, bool isSecure = false)
    {
        var port = FreePort.Find();
        var info = new ProcessStartInfo(await _program.Value) { WorkingDirectory = _folder.Path };
        // It brings its own runtime, and must not find another.
        info.Environment["DOTNET_ROOT"] = _folder.Path;
        var probed = isSecure ? FreePort.Find() : port;
        info.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{probed}");
        if (isSecure)
        {
            info.Environment["ASPNETCORE_URLS"] += string.Create(CultureInfo.InvariantCulture, $";https://127.0.0.1:{port}");
            info.Environment["Kestrel__Certificates__Default__Path"] = info.Environment["Kestrel__Certificates__Default__KeyPath"] = TestCertificate.WriteTo(_folder);
        }

        info.Environment["Gateway__Affinity__CookieName"] = "affinity";
        info.Environment["Gateway__Affinity__KeyFolder"] = Path.Combine(_folder.Path, "keys");
        for (var index = 0; index < replicas.Count; index++)
        {
            info.Environment[string.Create(CultureInfo.InvariantCulture, $"services__webapp-{index + 1}__http__0")] = replicas[index].ToString();
        }

        var door = await FrontDoor.StartAsync(info, port, new TemporaryFolder(), limit, isSecure);
        await HealthProbe.AllReadyAsync(new UriBuilder(Uri.UriSchemeHttp, door.Address.Host, probed).Uri, TimeProvider.System, limit);
        return door;
    }

    /// <summary>The command of docs/self-hosting.md. Its artifacts path keeps what it builds away from the build that runs these tests.</summary>
    private async Task<string> PublishAsync()
    {
        var target = Path.Combine(_folder.Path, "gateway");
        string[] command = ["publish", "Gateway", "-c", "Release", "-r", "linux-x64", "--self-contained", "-p:PublishSingleFile=true", "-o", target];
        (await Command.RunAsync(Command.Dotnet, [.. command, "--artifacts-path", Path.Combine(_folder.Path, "artifacts"), "-p:RunAnalyzers=false"], Repository.Root)).MustSucceed();
        return Path.Combine(target, "Gateway");
    }
}
