using System.Diagnostics;
using System.Globalization;

namespace Embedded.Tests.Faults;

/// <summary>Commands that are typed at the AppHost.</summary>
public sealed class TerminalTests
{
    private const string Up = "Type help and Enter for commands.";

    [Fact]
    public async Task Type_Commands_AreCarriedOut()
    {
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync(Up);

        appHost.Type("help");
        await appHost.SaysAsync("  gateway          start, stop, restart, kill, rolling-restart");
        await appHost.SaysAsync("  webapp-1         start, stop, restart, kill, drain");
        appHost.Type("frobnicate");
        await appHost.SaysAsync("Error: 'frobnicate' is not a command.");
        appHost.Type("stop webapp-1");
        await appHost.SaysAsync("stop webapp-1: done.");
        appHost.Type("start webapp-1");
        await appHost.SaysAsync("start webapp-1: done.");
        await appHost.SaysAsync("webapp-1 | info: Microsoft.Hosting.Lifetime[14] Now listening on:", times: 2);
    }

    [Fact]
    public async Task Type_WhatWouldThrowEverybodyOut_IsRefusedWithTheWayOut()
    {
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort(), "--replicas", "1");
        await appHost.SaysAsync(Up);

        appHost.Type("rolling-restart");
        await appHost.SaysAsync("Error: rolling-restart gateway: 'webapp-1' is the only replica, so a rolling restart would throw everybody out.");
        appHost.Type("drain");
        await appHost.SaysAsync("Error: drain webapp-1: No replica but 'webapp-1' is ready, so its users have nowhere to go.");
    }

    [SkippableFact]
    public async Task CloseInput_OfARunningApp_ChangesNothingAndTakesNoTime()
    {
        Skip.If(OperatingSystem.IsWindows(), "A console signal cannot be sent to one process.");
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort(), "--replicas", "1");
        appHost.CloseInput();
        await appHost.SaysAsync(Up);
        var row = appHost.Lines.Single(line => line.StartsWith("  webapp-1", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var replica = Process.GetProcessById(int.Parse(row[2], CultureInfo.InvariantCulture));

        Assert.False(replica.HasExited);
        appHost.Interrupt();

        Assert.Equal(0, await appHost.EndAsync());
    }

    [SkippableFact]
    public async Task Interrupt_WhileACommandRuns_StopsEverything()
    {
        Skip.If(OperatingSystem.IsWindows(), "A console signal cannot be sent to one process.");
        await using var appHost = AppHostProcess.Start("--port", AppHostProcess.FreePort(), "--replicas", "2");
        await appHost.SaysAsync(Up);

        appHost.Type("restart webapp-1");
        await appHost.SaysAsync("webapp-1 | info: BlazorAspire.WebApp.Drain.Drainer[1501] This replica is draining");
        appHost.Interrupt();

        Assert.Equal(0, await appHost.EndAsync());
        Assert.Empty(appHost.Others());
    }
}
