using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Circuits;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
        Assert.Equal($"Replica '{before.Name}' is stopped: 0 users moved, 0 users left at the deadline.", result.Message);
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
    public Task Drain_OfAStoppedReplica_IsNotOfferedAndSaysWhy() => _app.TestAsync(output, async limit =>
    {
        await DrainAsync("webapp-1", limit);

        var now = await _app.App.ResourceNotifications.WaitForResourceAsync("webapp-1", _ => true, limit);
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-1", "drain", limit);

        Assert.Equal(ResourceCommandState.Disabled, now.Snapshot.Commands.Single(command => command.Name == "drain").State);
        Assert.Equal(ResourceCommandState.Disabled, now.Snapshot.Commands.Single(command => command.Name == "kill").State);
        Assert.Equal((false, "Replica 'webapp-1' does not run."), (result.Success, result.Message));
    });

    [Fact]
    public Task Kill_OfAReplica_EndsItsProcessAndItIsStartedAgain() => _app.TestAsync(output, async limit =>
    {
        var before = await AnswerAsync("webapp-1", limit);

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-1", "kill", limit);
        var again = await ReplacedAsync(before, limit);

        Assert.Equal((true, $"Process {before.ProcessId} of replica 'webapp-1' is killed. It is started again."), (result.Success, result.Message));
        Assert.InRange(RestartsOf(again), 1, int.MaxValue);
    });

    [Theory]
    [InlineData("gateway")]
    [InlineData("redis")]
    public Task Crash_OfWhatIsNoReplica_IsMendedToo(string name) => _app.TestAsync(output, async limit =>
    {
        var before = await _app.App.ResourceNotifications.WaitForResourceHealthyAsync(name, limit);
        using var process = Process.GetProcessById(ProcessOf(before)!.Value);

        process.Kill();

        await _app.App.ResourceNotifications.WaitForResourceAsync(
            name, change => ProcessOf(change) is { } now && now != ProcessOf(before) && change.Snapshot.HealthStatus == HealthStatus.Healthy, limit);
    });

    [Fact]
    public Task Stop_ByAUser_IsNotTakenForACrash() => _app.TestAsync(output, async limit =>
    {
        await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-1", KnownResourceCommands.StopCommand, limit);
        var stopped = await _app.App.ResourceNotifications.WaitForResourceAsync("webapp-1", KnownResourceStates.TerminalStates, limit);

        // A crash of another one afterwards is answered: were the stop taken for a crash, its restart would have come first.
        var other = await AnswerAsync("webapp-2", limit);
        await _app.App.ResourceCommands.ExecuteCommandAsync("webapp-2", "kill", limit);
        await ReplacedAsync(other, limit);
        var now = await _app.App.ResourceNotifications.WaitForResourceAsync("webapp-1", _ => true, limit);

        Assert.Equal(stopped, now.Snapshot.State?.Text);
    });

    [Theory]
    [InlineData("0", "'0' is not a number of seconds. Use 1 to 3600.")]
    [InlineData("3601", "'3601' is not a number of seconds. Use 1 to 3600.")]
    // Aspire's own check of a number; the dashboard shows it at the field.
    [InlineData("soon", "Command argument validation failed.")]
    public Task CutOff_WithABadTime_IsRefused(string seconds, string message) => _app.TestAsync(output, async limit =>
    {
        var result = await CutOffAsync(seconds, limit);

        Assert.Equal((false, message), (result.Success, result.Message));
    });

    [Fact]
    public Task CutOff_OfRedis_LeavesPagesUpAndTheyAreSavedAfterIt() => _app.TestAsync(output, async limit =>
    {
        await using var browser = new HeadlessBrowser(_app.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);

        var result = await CutOffAsync("5", limit);
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        await browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is not null, "the notice that it is not saved", limit);
        await browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is null, "the end of the notice", limit);

        Assert.Equal((true, "'redis' does not answer for 5 s."), (result.Success, result.Message));
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

    [Theory]
    [InlineData("webapp-1")]
    [InlineData("webapp-2")]
    public Task RollingRestart_OneReplicaStopped_StartsItFirst(string stopped) => _app.TestAsync(output, async limit =>
    {
        await DrainAsync(stopped, limit);
        var other = await AnswerAsync(_app.ReplicaNames.Single(name => name != stopped), limit);

        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp", "rolling-restart", limit);

        Assert.True(result.Success, result.Message);
        Assert.NotEqual(other.ProcessId, (await AnswerAsync(other.Name, limit)).ProcessId);
        Assert.Equal(stopped, (await AnswerAsync(stopped, limit)).Name);
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

    private async Task<ReplicaAnswer> AnswerAsync(string name, CancellationToken limit)
    {
        using var client = _app.App.CreateHttpClient(name);
        return await RunningApp.AskAsync(client, limit);
    }

    /// <summary>Returns when another process of a replica answers. What is known of its health may for a moment be that of the one before.</summary>
    private async Task<ResourceEvent> ReplacedAsync(ReplicaAnswer before, CancellationToken limit)
    {
        var replaced = await _app.App.ResourceNotifications.WaitForResourceAsync(before.Name, change => ProcessOf(change) is { } now && now != before.ProcessId, limit);
        while (true)
        {
            try
            {
                Assert.NotEqual(before.ProcessId, (await AnswerAsync(before.Name, limit)).ProcessId);
                return replaced;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
                await Task.Yield();
            }
        }
    }

    private Task<ExecuteCommandResult> CutOffAsync(string seconds, CancellationToken limit) =>
        _app.App.ResourceCommands.ExecuteCommandAsync("redis", "cut-off", new InteractionInputCollection([new InteractionInput { Name = "seconds", InputType = InputType.Number, Value = seconds }]), limit);

    private static int RestartsOf(ResourceEvent change) => change.Snapshot.Properties.FirstOrDefault(property => property.Name == "restarts")?.Value as int? ?? 0;

    private static int? ProcessOf(ResourceEvent change) => change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;

    private async Task DrainAsync(string name, CancellationToken limit)
    {
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync(name, "drain", limit);
        Assert.True(result.Success, result.Message);
    }
}
