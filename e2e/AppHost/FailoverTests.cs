using System.Diagnostics;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

[Collection(DisturbedApp.Name)]
public sealed class FailoverTests(DisturbedApp disturbed, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Start_WithTwoReplicas_HasTwo() => Assert.Equal(["webapp-1", "webapp-2"], _app.ReplicaNames);

    [Fact]
    public Task Kill_OfTheServingReplica_MovesTheVisitorAtOnce() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        var before = await RunningApp.AskAsync(visitor, limit);
        // Asked for before the kill: the replica may be back before a later question is put.
        var gone = _app.App.ResourceNotifications.WaitForResourceAsync(before.Name, change => change.Snapshot.State?.Text != KnownResourceStates.Running, limit);
        using (var process = Process.GetProcessById(before.ProcessId))
        {
            process.Kill();
            await process.WaitForExitAsync(limit);
        }

        var after = await RunningApp.AskAsync(visitor, limit);

        Assert.NotEqual(before.Name, after.Name);
        Assert.Equal(after, await RunningApp.AskAsync(visitor, limit));
        await gone;
    });

    [Fact]
    public Task Commands_OnAReplica_StopAndStartIt() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        var before = await RunningApp.AskAsync(visitor, limit);

        await CommandAsync(before.Name, KnownResourceCommands.StopCommand, limit);
        await _app.App.ResourceNotifications.WaitForResourceAsync(before.Name, IsStopped, limit);
        var meanwhile = await RunningApp.AskAsync(visitor, limit);
        await CommandAsync(before.Name, KnownResourceCommands.StartCommand, limit);
        await _app.App.ResourceNotifications.WaitForResourceHealthyAsync(before.Name, limit);

        Assert.NotEqual(before.Name, meanwhile.Name);
        Assert.NotEqual(before.ProcessId, (await DirectlyAsync(before.Name, limit)).ProcessId);
    });

    [Fact]
    public Task RestartCommand_OnAReplica_GivesItAnotherProcess() => _app.TestAsync(output, async limit =>
    {
        var before = await DirectlyAsync("webapp-1", limit);

        await CommandAsync(before.Name, KnownResourceCommands.RestartCommand, limit);
        await _app.App.ResourceNotifications.WaitForResourceHealthyAsync(before.Name, limit);

        Assert.NotEqual(before.ProcessId, (await DirectlyAsync(before.Name, limit)).ProcessId);
    });

    [Fact]
    public Task Command_OnAnUnknownResource_IsRefused() => _app.TestAsync(output, async limit =>
    {
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-9", KnownResourceCommands.StopCommand, limit);

        Assert.False(result.Success);
    });

    [Fact]
    public Task Gateway_WithoutAnyReplica_AnswersThatItRetries() => _app.TestAsync(output, async limit =>
    {
        foreach (var name in _app.ReplicaNames)
        {
            await CommandAsync(name, KnownResourceCommands.StopCommand, limit);
        }
        using var visitor = _app.NewVisitor();

        using var response = await visitor.GetAsync(new Uri("/", UriKind.Relative), limit);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    });

    private static bool IsStopped(ResourceEvent change) => change.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    private async Task CommandAsync(string resource, string command, CancellationToken limit)
    {
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync(resource, command, limit);
        Assert.True(result.Success, result.Message);
    }

    private async Task<ReplicaAnswer> DirectlyAsync(string replica, CancellationToken limit)
    {
        using var client = _app.App.CreateHttpClient(replica);
        return await RunningApp.AskAsync(client, limit);
    }
}
