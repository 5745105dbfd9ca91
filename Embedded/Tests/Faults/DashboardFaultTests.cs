using System.Net;
using System.Net.Sockets;
using Embedded.Tests.Dashboard;

namespace Embedded.Tests.Faults;

public sealed class DashboardFaultTests
{
    [Fact]
    public async Task Dashboard_WhosePortIsInUse_TakesAnotherAndSaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var appHost = AppHostProcess.Start(DashboardAppHost.With($"{taken}"), "--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync("The dashboard is at ");

        Assert.NotEqual(taken, DashboardAppHost.SignInOf(appHost).Port);
        Assert.Contains(appHost.Lines, line => line.Contains($"(port {taken} is in use by another process)", StringComparison.Ordinal));
        Assert.Contains(appHost.Lines, line => line.Contains("All 3 resources are healthy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dashboard_WithAWrongSetting_SaysSoInOneSentenceAndTheAppRuns()
    {
        var environment = new Dictionary<string, string>(DashboardAppHost.With(AppHostProcess.FreePort())) { ["Dashboard__Limits__Spans"] = "0" };

        await using var appHost = AppHostProcess.Start(environment, "--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync("The dashboard did not start, and the app runs without it");

        Assert.Contains(appHost.Lines, line => line.EndsWith("'Dashboard:Limits:Spans' is 0. Set it to a value from 100 to 1000000.", StringComparison.Ordinal));
        Assert.DoesNotContain(appHost.Lines, line => line.Contains("Unhandled exception", StringComparison.Ordinal));
        Assert.Contains(appHost.Lines, line => line.Contains("All 3 resources are healthy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AppHost_Stopped_EndsTheDashboardAsTheLast()
    {
        await using var appHost = AppHostProcess.Start(DashboardAppHost.With(AppHostProcess.FreePort()), "--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync("The dashboard is at ");
        // A process that is up before the dashboard may have said that nobody takes its telemetry yet.
        var before = appHost.Lines.Count;

        appHost.Interrupt();

        Assert.Equal(0, await appHost.EndAsync());
        Assert.DoesNotContain(appHost.Lines.Skip(before), line => line.Contains("telemetry", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(appHost.Others());
    }
}
