using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Users who click all the time while replicas come and go: what was on a screen stays true.</summary>
public sealed class SteadyClickingTests(ITestOutputHelper output)
{
    private const int Seed = 20_301;

    // On a busy machine a store may be slow; what is tested is what is kept, and not how long a page waits for it.
    private static readonly Dictionary<string, string> Settings = new() { ["State__LoadLimit"] = "00:00:30", ["State__HoldLimit"] = "00:00:30" };

    [LongFact]
    public async Task Kill_AtFiftyRandomMoments_TakesNothingThatWasOnAScreen()
    {
        const int kills = 50, users = 3, replicas = 4;
        await using var app = await StartAsync(replicas);
        await app.TestAsync(output, async limit =>
        {
            var random = new Random(Seed);
            var rising = new Queue<Task>();
            await using var crowd = await CrowdAsync(app, users, TimeSpan.FromMilliseconds(60), limit);
            for (var kill = 0; kill < kills; kill++)
            {
                // Two others are there for the users at each kill.
                if (rising.Count > replicas - 3)
                {
                    await rising.Dequeue();
                }
                var serving = await ServingAsync(crowd.Users[random.Next(users)].Browser, limit);
                await crowd.ClickedAsync(crowd.Users[random.Next(users)], random.Next(1, 4), limit);

                await KillAsync(serving, limit);
                rising.Enqueue(ReplacedAsync(app, serving, limit));
                await crowd.EverybodyClickedAsync(limit);
                Assert.True(crowd.Violation is null, crowd.Violation);
            }
            await crowd.StopAsync();
            await Task.WhenAll(rising);

            var violation = crowd.Check();
            Assert.True(violation is null, violation);
        }, TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task RollingRestart_UnderFiftyUsers_LosesNoConfirmedClickAndServesAll()
    {
        const int users = 50, replicas = 3;
        await using var app = await StartAsync(replicas);
        await app.TestAsync(output, async limit =>
        {
            var before = await ProcessesAsync(app, limit);
            await using var crowd = await CrowdAsync(app, users, TimeSpan.FromMilliseconds(250), limit);
            await crowd.EverybodyClickedAsync(limit);

            var result = await app.App.ResourceCommands.ExecuteCommandAsync("webapp", "rolling-restart", limit);
            await crowd.EverybodyClickedAsync(limit);
            await crowd.StopAsync();

            Assert.True(result.Success, result.Message);
            Assert.Empty(before.Intersect(await ProcessesAsync(app, limit)));
            var violation = crowd.Check();
            Assert.True(violation is null, violation);
        });
    }

    private static Task<RunningApp> StartAsync(int replicas) => RunningApp.StartAsync(Settings, "--replicas", replicas.ToString(CultureInfo.InvariantCulture));

    private static async Task<Crowd> CrowdAsync(RunningApp app, int users, TimeSpan think, CancellationToken limit)
    {
        var crowd = await Crowd.OpenAsync(app.Address, users, TimeProvider.System, limit);
        crowd.Start(think);
        return crowd;
    }

    private static async Task<ReplicaAnswer> ServingAsync(HeadlessBrowser browser, CancellationToken limit) =>
        JsonSerializer.Deserialize<ReplicaAnswer>(await browser.GetAsync("/replica", limit), JsonSerializerOptions.Web)!;

    private static async Task<IReadOnlyList<int>> ProcessesAsync(RunningApp app, CancellationToken limit)
    {
        var processes = new List<int>();
        foreach (var name in app.ReplicaNames)
        {
            using var client = new HttpClient { BaseAddress = app.App.GetEndpoint(name) };
            processes.Add((await RunningApp.AskAsync(client, limit)).ProcessId);
        }
        return processes;
    }

    private static async Task KillAsync(ReplicaAnswer replica, CancellationToken limit)
    {
        using var process = Process.GetProcessById(replica.ProcessId);
        process.Kill();
        await process.WaitForExitAsync(limit);
    }

    /// <summary>At once, and not after the longer and longer delays that are meant for a replica that crashes by itself.</summary>
    private static async Task ReplacedAsync(RunningApp app, ReplicaAnswer killed, CancellationToken limit)
    {
        await app.App.ResourceNotifications.WaitForResourceAsync(killed.Name, change => ProcessOf(change) != killed.ProcessId || IsTerminal(change), limit);
        var now = await app.App.ResourceNotifications.WaitForResourceAsync(killed.Name, _ => true, limit);
        if (IsTerminal(now))
        {
            await app.App.ResourceCommands.ExecuteCommandAsync(killed.Name, KnownResourceCommands.StartCommand, limit);
        }

        await app.App.ResourceNotifications.WaitForResourceAsync(
            killed.Name, change => change.Snapshot.HealthStatus == HealthStatus.Healthy && ProcessOf(change) is { } process && process != killed.ProcessId, limit);
    }

    private static bool IsTerminal(ResourceEvent change) => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text);

    private static int? ProcessOf(ResourceEvent change) => change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;
}
