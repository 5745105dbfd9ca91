using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using BlazorAspire.LoadTest.Circuits;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Users who click all the time, while replicas come and go: what was on a screen stays true.</summary>
public sealed class SteadyClickingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Replicas = 4;
    private const int Kills = 50;
    private const int Users = 5;
    private const int Seed = 20_301;
    private static readonly TimeSpan Think = TimeSpan.FromMilliseconds(20);

    private readonly ClickHistory _history = new(TimeProvider.System);
    private RunningApp _app = null!;

    // On a busy machine a store may be slow; what is tested is what is kept, and not how long a page waits for it.
    private static readonly string[] Patience = ["State__LoadLimit", "State__HoldLimit"];

    public async Task InitializeAsync()
    {
        Array.ForEach(Patience, name => Environment.SetEnvironmentVariable(name, "00:00:30"));
        _app = await RunningApp.StartAsync("--replicas", Replicas.ToString(CultureInfo.InvariantCulture));
    }

    public async Task DisposeAsync()
    {
        Array.ForEach(Patience, name => Environment.SetEnvironmentVariable(name, null));
        await _app.DisposeAsync();
    }

    [Fact]
    public Task Kill_AtFiftyRandomMoments_TakesNothingThatWasOnAScreen() => _app.TestAsync(output, async limit =>
    {
        var random = new Random(Seed);
        await using var crowd = await Crowd.OpenAsync(_app.Address, Users, _history, TimeProvider.System, limit);
        crowd.Start(Think);
        var rising = new Queue<Task>();
        for (var kill = 0; kill < Kills; kill++)
        {
            if (rising.Count > Replicas / 2)
            {
                await rising.Dequeue();
            }
            var victim = crowd.Browsers[random.Next(Users)];
            var serving = JsonSerializer.Deserialize<ReplicaAnswer>(await victim.GetAsync("/replica", limit), JsonSerializerOptions.Web)!;
            await crowd.ClickedAsync(random.Next(1, 4 * Users), limit);

            await KillAsync(serving, limit);
            rising.Enqueue(StartAgainAsync(serving.Name, limit));
            await crowd.EverybodyClickedAsync(limit);
            Assert.True(_history.Violation is null, _history.Violation);
        }
        await crowd.StopAsync();
        await Task.WhenAll(rising);

        Assert.True(_history.Check() is null, _history.Check());
    });

    private static async Task KillAsync(ReplicaAnswer replica, CancellationToken limit)
    {
        using var process = Process.GetProcessById(replica.ProcessId);
        process.Kill();
        await process.WaitForExitAsync(limit);
    }

    /// <summary>At once, and not after the longer and longer pauses that are meant for a replica that crashes by itself.</summary>
    private async Task StartAgainAsync(string replica, CancellationToken limit)
    {
        await _app.App.ResourceCommands.ExecuteCommandAsync(replica, KnownResourceCommands.StopCommand, limit);
        await _app.App.ResourceCommands.ExecuteCommandAsync(replica, KnownResourceCommands.StartCommand, limit);
        await _app.App.ResourceNotifications.WaitForResourceHealthyAsync(replica, limit);
    }
}
