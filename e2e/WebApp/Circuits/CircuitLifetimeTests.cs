using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Circuit = BlazorAspire.LoadTest.Circuits.Circuit;

namespace BlazorAspire.Tests.WebApp.Circuits;

/// <summary>Whatever becomes of circuits, nothing of them is left: each way in which one begins and ends, on one replica, and then every count.</summary>
public sealed class CircuitLifetimeTests
{
    private const int Batches = 10;
    private const int Batch = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Circuits_HoweverTheyEnd_LeaveNothing()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await using var replica = await Replica.StartAsync(limit.Token);
        Func<User, Task>[] lives =
        [
            user => user.LeaveAsync(), user => user.LoseAsync(), user => user.ReloadAsync(), user => user.ReconnectAsync(), user => user.PauseAndResumeAsync(),
            user => user.PauseForGoodAsync(), user => user.GoToAnotherSiteAsync(), user => user.ShowNothingAsync(), user => user.HangUpAsync(), user => user.FailToStartAsync(),
        ];

        for (var batch = 0; batch < Batches; batch++)
        {
            await Task.WhenAll(Enumerable.Range(0, Batch).Select(async number =>
            {
                using var user = new User(replica.Address, limit.Token);
                await lives[number % lives.Length](user);
            }));
        }

        await replica.NothingIsLeftAsync(limit.Token);
    }

    private sealed class Replica(WebApplication app, LogCollector log) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.Single());

        private LiveCircuits Circuits => app.Services.GetRequiredService<LiveCircuits>();

        private StateSessions Sessions => app.Services.GetRequiredService<StateSessions>();

        public static async Task<Replica> StartAsync(CancellationToken cancellationToken)
        {
            var log = new LogCollector();
            var app = ReplicaProgram.Build(["--urls=http://127.0.0.1:0", "--Logging:Console:LogLevel:Default=None"], services => services
                .AddSingleton<ILoggerProvider>(log)
                .Configure<CircuitOptions>(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(1)));
            await app.StartAsync(cancellationToken);
            return new Replica(app, log);
        }

        public async Task NothingIsLeftAsync(CancellationToken limit)
        {
            while (!Circuits.IsEmpty || !Sessions.IsEmpty || Gauges().Values.Any(value => value != 0))
            {
                Assert.False(
                    limit.IsCancellationRequested,
                    $"circuits: {string.Join(", ", Circuits.All.Select(circuit => $"(secret {circuit.Secret}, open {circuit.IsOpen}, connected {circuit.IsConnected})"))}, sessions empty: {Sessions.IsEmpty}, {string.Join(", ", Gauges())}\n{string.Join('\n', log.From(LogLevel.Warning))}");
                await Circuits.NextChange.WaitAsync(TimeSpan.FromMilliseconds(100), limit).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        /// <summary>Each count of the library's own that goes up and down.</summary>
        private SortedDictionary<string, long> Gauges()
        {
            var values = new SortedDictionary<string, long>(StringComparer.Ordinal);
            using var listener = new MeterListener();
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument is ObservableUpDownCounter<long> && instrument.Meter.Name.StartsWith("BlazorAspire.", StringComparison.Ordinal)
                    && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => values[$"{instrument.Name} {string.Join(' ', tags.ToArray())}"] = value);
            listener.Start();
            listener.RecordObservableInstruments();
            Assert.Contains("circuits.open [state, connected]", values.Keys);
            return values;
        }
    }

    /// <summary>One tab of a browser of its own.</summary>
    private sealed class User(Uri address, CancellationToken limit) : IDisposable
    {
        private readonly Site _site = new(address, new CookieContainer(), TimeProvider.System);
        private readonly string _tab = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        private readonly Uri _page = new(address, "/counter");

        public async Task LeaveAsync() => await LeaveAsync(await OpenAsync());

        public async Task LoseAsync() => await (await OpenAsync()).Connection.DisposeAsync();

        public async Task ReloadAsync()
        {
            var before = await OpenAsync();
            var after = await OpenAsync();
            await LeaveAsync(before);
            await LeaveAsync(after);
        }

        public async Task ReconnectAsync()
        {
            var circuit = await OpenAsync();
            await circuit.Connection.DisposeAsync();
            var connection = await ConnectAsync(circuit);
            if (await circuit.ReconnectAsync(connection, limit))
            {
                await LeaveAsync(circuit);
            }
            else
            {
                // It is kept for a moment only, which may be over on a busy machine.
                await connection.DisposeAsync();
            }
        }

        public async Task PauseAndResumeAsync()
        {
            var before = await PausedAsync();
            var after = new Circuit(new Screen(), TimeProvider.System);
            if (await after.ResumeAsync(before, await ConnectAsync(after), address, _page, limit))
            {
                await LeaveAsync(after);
            }
            else
            {
                // Without Redis the framework answers a pause before it has kept the circuit.
                await after.Connection.DisposeAsync();
            }
        }

        public async Task PauseForGoodAsync() => await PausedAsync();

        public async Task GoToAnotherSiteAsync()
        {
            var circuit = await OpenAsync();
            await circuit.Connection.SendAsync("OnLocationChanged", "https://evil.example/", null, false);
            await Task.WhenAny(circuit.Failed, circuit.Connection.Ended).WaitAsync(limit);
            await circuit.Connection.DisposeAsync();
        }

        /// <summary>A circuit is opened only when its page shows something.</summary>
        public async Task ShowNothingAsync()
        {
            await using var client = await RawAsync();
            Assert.NotNull((await client.StartCircuitAsync("/counter", "[]", "", limit)).Result);
        }

        public async Task HangUpAsync()
        {
            await using var connection = await ConnectAsync(new Circuit(new Screen(), TimeProvider.System));
            await connection.SendAsync("StartCircuit", $"{address}", $"{_page}", "[]", "");
        }

        public async Task FailToStartAsync()
        {
            await _site.LoadAsync("/counter", limit);
            await using (var broken = await RawAsync())
            {
                Assert.Null((await broken.StartCircuitAsync("/counter", "no components", "", limit)).Result);
            }

            await using (var outdated = await RawAsync())
            {
                Assert.Null((await outdated.StartCircuitAsync("/counter", "[]", "forged", limit)).Result);
            }

            await using (var gone = await RawAsync())
            {
                Assert.Equal(false, (await gone.ConnectCircuitAsync("no secret", limit)).Result);
                Assert.Null((await gone.ResumeCircuitAsync("no secret", "/counter", "[]", "", limit)).Result);
            }

            await using var twice = await RawAsync();
            Assert.NotNull((await twice.StartCircuitAsync("/counter", "[]", "", limit)).Result);
            Assert.Null((await twice.StartCircuitAsync("/counter", "[]", "", limit)).Result);
        }

        public void Dispose() => _site.Dispose();

        private async Task<Circuit> PausedAsync()
        {
            var circuit = await OpenAsync();
            Assert.True(await circuit.PauseAsync(limit));
            await circuit.Connection.DisposeAsync();
            return circuit;
        }

        private async Task<Circuit> OpenAsync()
        {
            var screen = new Screen();
            var circuit = new Circuit(screen, TimeProvider.System);
            var page = await _site.LoadAsync($"/counter?_tab={_tab}", limit);
            screen.Load(page, circuit);
            await circuit.StartAsync(await ConnectAsync(circuit), address, _page, page, limit);
            await screen.WaitAsync(shown => shown.Circuit == circuit, "its first render", limit);
            return circuit;
        }

        private async Task LeaveAsync(Circuit circuit)
        {
            await circuit.Connection.DisposeAsync();
            await _site.LeaveAsync(circuit.Secret!, limit);
        }

        private Task<CircuitConnection> ConnectAsync(Circuit circuit) => _site.ConnectAsync(_tab, circuit.Listen, limit);

        private Task<RawCircuitClient> RawAsync() => RawCircuitClient.ConnectAsync(address, _site.Cookies, _tab, TimeProvider.System, limit);
    }
}
