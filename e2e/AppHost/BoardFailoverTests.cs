using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.Support.SignalR;
using Evergreen.WebApp.Board;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>A client of the board's hub whose replica is killed under it.</summary>
[Collection(DisturbedApp.Name)]
public sealed class BoardFailoverTests(DisturbedApp disturbed, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Hub = "/hubs/board";
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public Task Replica_KilledUnderAClient_LeavesItTheOtherOne(Transport transport) => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        await using var before = await HubClient.ConnectAsync(visitor, Hub, transport, limit);
        var lost = await RunningApp.AskAsync(visitor, limit);
        var other = _app.ReplicaNames.Single(name => name != lost.Name);
        using var atLost = _app.App.CreateHttpClient(lost.Name);
        using var atOther = _app.App.CreateHttpClient(other);
        await using var neighbour = await WatchAsync(atLost, Transport.WebSockets, "Neighbour", limit);
        await using var stayer = await WatchAsync(atOther, Transport.WebSockets, "Stayer", limit);
        await before.StreamAsync("Watch", limit, "Visitor");
        foreach (var client in new[] { before, stayer })
        {
            await UntilAsync(client, $"Neighbour@{lost.Name}, Stayer@{other}, Visitor@{lost.Name}", limit);
        }

        await KillAsync(lost, limit);

        await Task.WhenAll(before.Reading, neighbour.Reading).WaitAsync(limit);
        await using var after = await WatchAsync(visitor, transport, "Visitor", limit);
        Assert.Equal(other, (await RunningApp.AskAsync(visitor, limit)).Name);
        foreach (var client in new[] { after, stayer })
        {
            await UntilAsync(client, $"Stayer@{other}, Visitor@{other}", limit);
        }

        await _app.ResetAsync(limit);
        using var again = _app.App.CreateHttpClient(lost.Name);
        Assert.NotEqual(lost.ProcessId, (await RunningApp.AskAsync(again, limit)).ProcessId);
        await using var writer = await HubClient.ConnectAsync(again, Hub, Transport.WebSockets, limit);
        var id = (await writer.CallAsync("Send", limit, "Writer", "from the other replica")).GetString();
        var message = (await after.Callbacks.ReadAsync(limit)).GetProperty("arguments")[0].Deserialize<BoardMessage>(JsonSerializerOptions.Web)!;
        Assert.Equal((id, lost.Name), (message.Id, message.Replica));
    });

    private static async Task<HubClient> WatchAsync(HttpClient http, Transport transport, string name, CancellationToken limit)
    {
        var client = await HubClient.ConnectAsync(http, Hub, transport, limit);
        await client.StreamAsync("Watch", limit, name);
        return client;
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    private async Task KillAsync(ReplicaAnswer replica, CancellationToken limit)
    {
        var gone = _app.App.ResourceNotifications.WaitForResourceAsync(replica.Name, change => change.Snapshot.State?.Text != KnownResourceStates.Running, limit);
        using var process = Process.GetProcessById(replica.ProcessId);
        process.Kill();
        await process.WaitForExitAsync(limit);
        await gone;
    }

    private static async Task UntilAsync(HubClient watcher, string expected, CancellationToken limit)
    {
        var seen = "nobody";
        try
        {
            while (seen != expected)
            {
                var members = (await watcher.Items.ReadAsync(limit)).GetProperty("members").EnumerateArray();
                seen = string.Join(", ", members.Select(member => $"{member.GetProperty("name")}@{member.GetProperty("replica")}"));
            }
        }
        catch (OperationCanceledException problem)
        {
            throw new TimeoutException($"The client saw '{seen}' and not '{expected}'.", problem);
        }
    }
}
