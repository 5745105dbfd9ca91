using System.Diagnostics;
using System.Globalization;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>What stands between browsers and replicas, running.</summary>
internal sealed class FrontDoor(Uri address, ForegroundProcess process, TemporaryFolder folder) : IAsyncDisposable
{
    public Uri Address => address;

    public string Output => process.Output;

    public static async Task<FrontDoor> StartAsync(Proxy proxy, IReadOnlyList<Uri> replicas, CancellationToken limit, bool isSecure = false)
    {
        var program = await proxy.Program.RequireAsync();
        var port = FreePort.Find();
        var folder = new TemporaryFolder();
        var arguments = proxy.Configure(folder, port, replicas, isSecure ? TestCertificate.WriteTo(folder) : null);
        return await StartAsync(new ProcessStartInfo(program, arguments), port, folder, limit, isSecure);
    }

    public static async Task<FrontDoor> StartAsync(ProcessStartInfo info, int port, TemporaryFolder folder, CancellationToken limit, bool isSecure = false)
    {
        try
        {
            var process = await ForegroundProcess.StartAsync(info, port, limit);
            return new FrontDoor(new Uri(string.Create(CultureInfo.InvariantCulture, $"{(isSecure ? "https" : "http")}://127.0.0.1:{port}")), process, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
