using System.Diagnostics;

namespace Embedded.Tests.Faults;

/// <summary>However the AppHost ends, everything it started ends too.</summary>
public sealed class StopTests
{
    private const string Up = "All 5 resources are healthy";

    [SkippableFact]
    public async Task Interrupt_OfTheAppHost_StopsEverythingInOrder()
    {
        Skip.If(OperatingSystem.IsWindows(), "A console signal cannot be sent to one process.");
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort());
        await appHost.SaysAsync(Up);

        appHost.Interrupt();
        var exitCode = await appHost.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Empty(appHost.Others());
        // A replica sees to its users before it ends; none is connected any more when the gateway is gone.
        string[] ends = ["Application is shutting down...", "This replica is draining"];
        var stopped = appHost.Lines.Where(line => ends.Any(end => line.Contains(end, StringComparison.Ordinal))).Select(line => line.Split(' ')[0]).ToArray();
        Assert.Equal("gateway", stopped[0]);
        Assert.Equal(["webapp-1", "webapp-2", "webapp-3"], stopped[1..].Order());
    }

    [SkippableFact]
    public async Task Kill_OfTheAppHost_EndsEveryProcess()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Which processes belong to the AppHost is found in /proc.");
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort());
        await appHost.SaysAsync(Up);
        IReadOnlyList<Process> others = appHost.Others();
        // Five resources, and the guard that ends them.
        Assert.InRange(others.Count, 6, 7);

        appHost.Kill();
        await appHost.EndAsync();
        await AppHostProcess.EndedAsync(others);

        Assert.Empty(appHost.Others());
    }

    [Fact]
    public async Task Output_WhenRedirected_IsPlainText()
    {
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync("All 3 resources are healthy");

        Assert.DoesNotContain('\u001b', appHost.Output);
        Assert.StartsWith("Profile: embedded, because ", appHost.Lines[0], StringComparison.Ordinal);
        Assert.Contains(appHost.Lines, line => line.StartsWith("webapp-1 | ", StringComparison.Ordinal));
    }
}
