using System.Diagnostics;
using System.Globalization;

namespace Embedded.Tests.Faults;

public sealed class CrashTests
{
    [Fact]
    public async Task Kill_OfAReplica_IsToldAndTheReplicaComesBack()
    {
        const string started = "webapp-1 | info: Microsoft.Hosting.Lifetime[14] Now listening on:";
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync("Ctrl+C stops everything.");
        var row = appHost.Lines.Single(line => line.StartsWith("  webapp-1", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        using (var replica = Process.GetProcessById(int.Parse(row[2], CultureInfo.InvariantCulture)))
        {
            replica.Kill();
        }

        await appHost.SaysAsync("(restart 1).");
        await appHost.SaysAsync(started, times: 2);
        Assert.Contains(appHost.Lines, line => line.Contains("Resource 'webapp-1': its process ended with exit code", StringComparison.Ordinal));
    }
}
