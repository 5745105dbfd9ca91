using BlazorAspire.Tests.AppHost;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>Whether circuits start on the replica that has sent their page.</summary>
[Collection(SharedApp.Name)]
public sealed class StickyLoadTests(SharedApp shared)
{
    [Fact]
    public Task Run_OnReplicasBehindTheGateway_HasNoMisroute() => AssertStickyAsync(shared.Running);

    internal static async Task AssertStickyAsync(RunningApp app)
    {
        var run = await LoadCommandRun.RunAsync($"load --url {app.Address}counter --users 60 --ramp 30 --duration 1s --limit misroutes=0 --limit errors=0");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(@"(?m)^replicas +webapp-1 \d+, webapp-2 \d+, webapp-3 \d+$", run.Output.ReplaceLineEndings("\n"));
    }
}
