using System.Diagnostics;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Support.SignalR;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

/// <summary>Two users on the board, on different replicas.</summary>
[Collection(DisturbedApp.Name)]
public sealed class BoardTests(DisturbedApp disturbed, BrowserHost host, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public Task Board_OfTwoReplicas_ShowsMessagesAndPresenceOfBoth() => _app.TestAsync(output, async limit =>
    {
        var (ada, grace) = (Named("Ada"), Named("Grace"));
        var (first, other) = await OnTwoReplicasAsync(limit);
        await using var second = other;
        await using (first)
        {
            await first.TestAsync(nameof(Board_OfTwoReplicas_ShowsMessagesAndPresenceOfBoth), async () =>
            {
                await OpenAsync(first, ada);
                await OpenAsync(other, grace);
                var (here, there) = (await first.AskAsync(), await other.AskAsync());
                Assert.NotEqual(here.Name, there.Name);

                await SendAsync(first, $"from {ada}");
                await SendAsync(other, $"<b>from {grace}</b>");

                foreach (var visit in new[] { first, other })
                {
                    await Assertions.Expect(Message(visit, $"from {ada}").GetByTestId("board-message-replica")).ToHaveTextAsync(here.Name);
                    await Assertions.Expect(Message(visit, $"<b>from {grace}</b>").GetByTestId("board-message-replica")).ToHaveTextAsync(there.Name);
                    await Assertions.Expect(Member(visit, ada)).ToHaveAttributeAsync("data-replica", here.Name);
                    await Assertions.Expect(Member(visit, grace)).ToHaveAttributeAsync("data-replica", there.Name);
                }

                Assert.Empty(first.Errors);
            });
        }

        await Assertions.Expect(Member(other, ada)).ToHaveCountAsync(0);
    });

    [SkippableFact]
    public Task Board_ReplicaKilled_ComesBackWithMessagesNameAndDraftAndIsThereOnce() => _app.TestAsync(output, async limit =>
    {
        var (ada, grace) = (Named("Ada"), Named("Grace"));
        var (first, other) = await OnTwoReplicasAsync(limit);
        await using var one = first;
        await using var second = other;
        await first.TestAsync(nameof(Board_ReplicaKilled_ComesBackWithMessagesNameAndDraftAndIsThereOnce), async () =>
        {
            await OpenAsync(first, ada);
            await OpenAsync(other, grace);
            await SendAsync(first, $"from {ada}");
            await SendAsync(other, $"from {grace}");
            await Assertions.Expect(Message(first, $"from {grace}")).ToBeVisibleAsync();
            await first.Page.GetByTestId("board-text").FillAsync("not sent yet");
            var (here, there) = (await first.AskAsync(), await other.AskAsync());
            Assert.NotEqual(here.Name, there.Name);

            using (var process = Process.GetProcessById(here.ProcessId))
            {
                process.Kill();
                await process.WaitForExitAsync(limit);
            }

            await Assertions.Expect(first.ReplicaName).Not.ToHaveTextAsync(here.Name);
            await first.InteractiveAsync();
            await Assertions.Expect(Message(first, $"from {ada}")).ToBeVisibleAsync();
            await Assertions.Expect(Message(first, $"from {grace}")).ToBeVisibleAsync();
            await Assertions.Expect(first.Page.GetByTestId("board-name")).ToHaveValueAsync(ada);
            await Assertions.Expect(first.Page.GetByTestId("board-text")).ToHaveValueAsync("not sent yet");
            await Assertions.Expect(Member(other, ada)).ToHaveCountAsync(1);
            await Assertions.Expect(Member(other, ada)).ToHaveAttributeAsync("data-replica", there.Name);
            await SendAsync(first, $"again from {ada}");
            await Assertions.Expect(Message(other, $"again from {ada}")).ToBeVisibleAsync();
        });
    });

    [SkippableFact]
    public Task Board_PageAndHubClientOnDifferentReplicas_HearEachMessageOnce() => _app.TestAsync(output, async limit =>
    {
        var (ada, robot) = (Named("Ada"), Named("Robot"));
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Board_PageAndHubClientOnDifferentReplicas_HearEachMessageOnce), async () =>
        {
            await OpenAsync(visit, ada);
            var here = (await visit.AskAsync()).Name;
            var there = _app.ReplicaNames.Single(name => name != here);
            using var http = new HttpClient { BaseAddress = _app.App.GetEndpoint(there) };
            await using var client = await HubClient.ConnectAsync(http, "/hubs/board", Transport.ServerSentEvents, limit);
            await client.StreamAsync("Watch", limit, robot);
            await Assertions.Expect(Member(visit, robot)).ToHaveAttributeAsync("data-replica", there);

            for (var number = 1; number <= 3; number++)
            {
                await SendAsync(visit, $"{number} from {ada}");
                await client.CallAsync("Send", limit, robot, $"{number} from {robot}");
                await Assertions.Expect(Message(visit, $"{number} from {robot}")).ToBeVisibleAsync();
            }

            await client.CallAsync("Send", limit, robot, $"last from {robot}");
            await Assertions.Expect(Message(visit, $"last from {robot}")).ToBeVisibleAsync();
            string[] all = [.. Enumerable.Range(1, 3).SelectMany(number => new[] { $"{number} from {ada}", $"{number} from {robot}" }), $"last from {robot}"];
            Assert.Equal(all.Order(), (await HeardAsync(client, all.Length, limit)).Order());
            foreach (var text in all)
            {
                await Assertions.Expect(Message(visit, text)).ToHaveCountAsync(1);
            }
        });
    });

    /// <summary>All that a hub client was told, at least a number of messages.</summary>
    private static async Task<List<string>> HeardAsync(HubClient client, int atLeast, CancellationToken limit)
    {
        var heard = new List<string>();
        while (heard.Count < atLeast || client.Callbacks.Count > 0)
        {
            heard.Add((await client.Callbacks.ReadAsync(limit)).GetProperty("arguments")[0].GetProperty("text").GetString()!);
        }

        return heard;
    }

    /// <summary>
    /// Two users on different replicas. Who was given a replica shortly before, and has opened no circuit, counts there too: where other tests
    /// have left such visitors, it takes some users until one comes to the other replica.
    /// </summary>
    private async Task<(BrowserVisit First, BrowserVisit Other)> OnTwoReplicasAsync(CancellationToken limit)
    {
        var first = await BrowserVisit.StartAsync(host, _app);
        await first.OpenAsync("/board");
        var here = (await first.AskAsync()).Name;
        var beside = new List<BrowserVisit>();
        try
        {
            while (true)
            {
                limit.ThrowIfCancellationRequested();
                var other = await BrowserVisit.StartAsync(host, _app);
                await other.OpenAsync("/board");
                if ((await other.AskAsync()).Name != here)
                {
                    return (first, other);
                }

                beside.Add(other);
            }
        }
        finally
        {
            await Task.WhenAll(beside.Select(visit => visit.DisposeAsync().AsTask()));
        }
    }

    private static string Named(string name) => $"{name} {Guid.NewGuid():n}"[..12];

    private static async Task OpenAsync(BrowserVisit visit, string name)
    {
        await visit.OpenAsync("/board");
        await visit.Page.GetByTestId("board-name").FillAsync(name);
        await visit.Page.GetByTestId("board-name").BlurAsync();
        await Assertions.Expect(Member(visit, name)).ToBeVisibleAsync();
    }

    private static async Task SendAsync(BrowserVisit visit, string text)
    {
        await visit.Page.GetByTestId("board-text").FillAsync(text);
        await visit.Page.GetByTestId("board-send").ClickAsync();
        await Assertions.Expect(Message(visit, text)).ToBeVisibleAsync();
    }

    private static ILocator Message(BrowserVisit visit, string text) =>
        visit.Page.GetByTestId("board-message").Filter(new() { Has = visit.Page.GetByText(text, new() { Exact = true }) });

    private static ILocator Member(BrowserVisit visit, string name) =>
        visit.Page.GetByTestId("board-member").Filter(new() { Has = visit.Page.GetByText(name, new() { Exact = true }) });
}
