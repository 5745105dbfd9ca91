using BlazorAspire.LoadTest.Commands.Startup;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Commands.Startup;

public sealed class StartupReportTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public void Render_Result_IsPlainTablesAndAVerdict()
    {
        var result = new StartupResult("AppHost", "alone", [Pair(6, 2, 100, 40), Pair(8, 2.5, 110, 50)]);

        Assert.Equal("""

            Seconds to be up (runs of each arm, in turn: 2):
            ARM                  MEDIAN  LEAST  MOST  SPREAD
            AppHost                7.00   6.00  8.00    2.00
            alone                  2.25   2.00  2.50    0.50
            ratio within a pair    3.10   3.00  3.20    0.20

            Ratio of the medians: 3.11. Goal: at most 1.50. Missed.

            Memory of AppHost, when all was healthy, without 'dotnet run'; medians of the runs (RSS counts a shared page in each process, PSS divides it among them):
            PROCESS   RSS MiB  PSS MiB
            AppHost      50.0     20.0
            webapp-1    105.0     45.0
            sum         155.0     65.0

            """.ReplaceLineEndings(), StartupReport.Render(result).ReplaceLineEndings());
    }

    [Fact]
    public void Render_NoProportionalMemory_LeavesItsColumnOpen()
    {
        var run = new ArmRun(TimeSpan.FromSeconds(2), [new("AppHost", new MemorySample(50 * Mebibyte, null))]);

        Assert.Equal("""
            PROCESS  RSS MiB  PSS MiB
            AppHost     50.0        -
            sum         50.0        -

            """.ReplaceLineEndings(), MemoryReport.Render([run]));
    }

    private static StartupPair Pair(double whole, double alone, long resident, long proportional) => new(
        new ArmRun(TimeSpan.FromSeconds(whole),
        [
            new("AppHost", new MemorySample(50 * Mebibyte, 20 * Mebibyte)),
            new("webapp-1", new MemorySample(resident * Mebibyte, proportional * Mebibyte)),
        ]),
        new ArmRun(TimeSpan.FromSeconds(alone), []));
}
