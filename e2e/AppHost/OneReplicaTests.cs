using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

public sealed class OneReplicaTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Commands_ThatWouldThrowEverybodyOut_AreRefused()
    {
        await using var app = await RunningApp.StartAsync("--replicas", "1");
        await app.TestAsync(output, async limit =>
        {
            using var visitor = app.NewVisitor();
            var before = await RunningApp.AskAsync(visitor, limit);

            var restart = await app.App.ResourceCommands.ExecuteCommandAsync("webapp", "rolling-restart", limit);
            var drain = await app.App.ResourceCommands.ExecuteCommandAsync("webapp-1", "drain", limit);

            Assert.StartsWith("'webapp-1' is the only replica", restart.Message, StringComparison.Ordinal);
            Assert.StartsWith("No replica but 'webapp-1' is ready", drain.Message, StringComparison.Ordinal);
            Assert.Equal((false, false), (restart.Success, drain.Success));
            Assert.Equal(before, await RunningApp.AskAsync(visitor, limit));
        });
    }
}
