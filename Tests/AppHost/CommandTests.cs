using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

[Collection(DisturbedApp.Name)]
public sealed class CommandTests(DisturbedApp disturbed, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task Drain_OfTheServingReplica_MovesTheVisitorAndStopsIt() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        var before = await RunningApp.AskAsync(visitor, limit);

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync(before.Name, "drain", limit);
        var after = await RunningApp.AskAsync(visitor, limit);
        var state = await _app.App.ResourceNotifications.WaitForResourceAsync(before.Name, _ => true, limit);

        Assert.True(result.Success, result.Message);
        Assert.Equal($"Replica '{before.Name}' is stopped: 0 users were moved, 0 users were left at the deadline.", result.Message);
        Assert.NotEqual(before.Name, after.Name);
        Assert.Contains(state.Snapshot.State?.Text, KnownResourceStates.TerminalStates);
    });

    [Fact]
    public Task Drain_OfTheLastReplica_IsRefusedAndItGoesOn() => _app.TestAsync(output, async limit =>
    {
        await DrainAsync("webapp-1", limit);

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-2", "drain", limit);

        Assert.False(result.Success);
        Assert.StartsWith("No replica but 'webapp-2' is ready", result.Message, StringComparison.Ordinal);
        using var visitor = _app.NewVisitor();
        Assert.Equal("webapp-2", (await RunningApp.AskAsync(visitor, limit)).Name);
    });

    [Fact]
    public Task Drain_OfAStoppedReplica_HasNobodyToMove() => _app.TestAsync(output, async limit =>
    {
        await DrainAsync("webapp-1", limit);

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-1", "drain", limit);

        Assert.Equal((true, "Replica 'webapp-1' did not run, so nobody had to be moved."), (result.Success, result.Message));
    });

    [Fact]
    public Task Drain_WithAWrongKey_IsForbidden() => _app.TestAsync(output, async limit =>
    {
        using var client = _app.App.CreateHttpClient("webapp-1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/drain");
        request.Headers.Add("BlazorAspire-Drain-Key", "guessed");

        using var response = await client.SendAsync(request, limit);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    });

    [Fact]
    public Task RollingRestart_UnderSteadyRequests_ReplacesEveryProcessAndNoneFails() => _app.TestAsync(output, async limit =>
    {
        var before = await ProcessesAsync(limit);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(limit);
        var visits = Enumerable.Range(0, 4).Select(_ => Task.Run(() => VisitAsync(done.Token), limit)).ToArray();

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp", "rolling-restart", limit);
        await done.CancelAsync();
        var answers = (await Task.WhenAll(visits)).SelectMany(answer => answer).ToArray();

        Assert.True(result.Success, result.Message);
        Assert.Empty(before.Intersect(await ProcessesAsync(limit)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.NotEmpty(answers);
    });

    [Fact]
    public Task RollingRestart_OneReplicaReady_IsRefusedAndNothingHappens() => _app.TestAsync(output, async limit =>
    {
        await DrainAsync("webapp-1", limit);

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp", "rolling-restart", limit);

        Assert.False(result.Success);
        Assert.Equal("1 of 2 replicas is ready, so a rolling restart would throw everybody out. Bring up another one first, with 'restart webapp-1'.", result.Message);
    });

    private async Task<List<HttpStatusCode>> VisitAsync(CancellationToken done)
    {
        using var visitor = _app.NewVisitor();
        var answers = new List<HttpStatusCode>();
        while (!done.IsCancellationRequested)
        {
            // Not cancelled: a request that is under way at the end counts too.
            using var response = await visitor.GetAsync(new Uri("/replica", UriKind.Relative), CancellationToken.None);
            answers.Add(response.StatusCode);
        }
        return answers;
    }

    private async Task<HashSet<int>> ProcessesAsync(CancellationToken limit)
    {
        var processes = new HashSet<int>();
        foreach (var name in _app.ReplicaNames)
        {
            using var client = _app.App.CreateHttpClient(name);
            processes.Add((await client.GetFromJsonAsync<ReplicaAnswer>("/replica", limit))!.ProcessId);
        }
        return processes;
    }

    private async Task DrainAsync(string name, CancellationToken limit)
    {
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync(name, "drain", limit);
        Assert.True(result.Success, result.Message);
    }
}
