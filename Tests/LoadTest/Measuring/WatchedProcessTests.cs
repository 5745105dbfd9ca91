using System.Diagnostics;
using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class WatchedProcessTests
{
    [Fact]
    public void ReadResident_OfARunningProcess_IsItsMemory() => Assert.InRange(WatchedProcess.Find(Environment.ProcessId).ReadResident()!.Value, 1024 * 1024, long.MaxValue);

    [Fact]
    public async Task ReadResident_OfAProcessThatEnded_IsNullAndTheReportSaysWhich()
    {
        // Every system has it, and it waits for its input.
        using var process = Process.Start(new ProcessStartInfo("sort") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var watched = WatchedProcess.Find(process.Id);
        var meter = new ServerMeter([process.Id, Environment.ProcessId]);
        meter.Begin();

        process.Kill();
        await process.WaitForExitAsync();

        Assert.Null(watched.ReadResident());
        Assert.Equal(new ServerUse(2, null, null, null, $"not known: process {process.Id} ended during the load"), meter.End(10));
        Assert.Throws<MeasurementException>(() => WatchedProcess.Find(process.Id));
    }

    [Fact]
    public void End_WithoutAProcess_IsNull() => Assert.Null(new ServerMeter([]).End(10));

    [Fact]
    public void End_WithoutACircuit_GivesNoFigureForEach()
    {
        var meter = new ServerMeter([Environment.ProcessId]);
        meter.Begin();

        Assert.Equal((1, null, null), (meter.End(0)!.Processes, meter.End(0)!.KilobytesPerCircuit, meter.End(0)!.Problem));
    }
}
