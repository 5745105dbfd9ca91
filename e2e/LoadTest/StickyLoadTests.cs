using System.Text.RegularExpressions;
using BlazorAspire.Tests.AppHost;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>Whether circuits start on the replica that has sent their page, where there are several with users.</summary>
[Collection(SharedApp.Name)]
public sealed partial class StickyLoadTests(SharedApp shared)
{
    [Fact]
    public Task Run_OnReplicasBehindTheGateway_HasNoMisroute() => AssertStickyAsync(shared.Running);

    internal static async Task AssertStickyAsync(RunningApp app)
    {
        var run = await LoadCommandRun.RunAsync($"load --url {app.Address}counter --users 60 --ramp 30 --duration 1s --limit misroutes=0 --limit errors=0");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.True(SeveralReplicas().IsMatch(run.Output.ReplaceLineEndings("\n")), run.Output);
    }

    [GeneratedRegex(@"^replicas +webapp-\d \d+, webapp-\d \d+", RegexOptions.Multiline)]
    private static partial Regex SeveralReplicas();
}
