using BlazorAspire.Tests.AppHost;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.LoadTest.Commands.Load;

[Collection(SharedApp.Name)]
public sealed class ReplicasTests(SharedApp shared, ITestOutputHelper output)
{
    [Fact]
    public Task Run_ThroughTheGateway_TellsWhichReplicaHasWhom() => shared.Running.TestAsync(output, async limit =>
    {
        var run = await LoadCommandRun.RunAsync($"--url {new Uri(shared.Running.Address, "/counter")} --users 6 --ramp 10 --think 50ms --duration 1s --limit errors=0 --limit failed=0 --limit rate=1", interruption: limit);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(@"(?m)^replicas +webapp-\d \d(, webapp-\d \d)+\r?$", run.Output);
    });

    [Fact]
    public Task Run_PauseThroughTheGateway_ResumesCircuits() => shared.Running.TestAsync(output, async limit =>
    {
        var run = await LoadCommandRun.RunAsync($"--url {new Uri(shared.Running.Address, "/counter")} --users 4 --ramp 10 --think 50ms --duration 1s --scenario pause --limit failed=0 --limit reconnects=0 --limit rate=1", interruption: limit);

        Assert.True(run.ExitCode == 0, run.ToString());
    });
}
