using System.Diagnostics.Metrics;
using System.Net.Sockets;
using BlazorAspire.ServiceDefaults.Connections;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.ServiceDefaults.Connections;

public sealed class ConnectionWatchTests : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LogLines<ConnectionWatch> _log = new();

    [Fact]
    public void Check_NearTheFileLimit_WarnsOnceUntilThereIsRoomAgain()
    {
        using var watch = New();

        foreach (var files in (long[])[10, 79, 80, 90, 75, 85, 100])
        {
            watch.Check(plain: 2, upgraded: 3, files, mostFiles: 100);
        }

        var line = Assert.Single(_log.Lines);
        Assert.StartsWith("Warning: 80 of the 100 files and sockets that this process may have are open, 5 of them connections of users.", line, StringComparison.Ordinal);
        watch.Check(5, 0, 69, 100);
        watch.Check(5, 0, 80, 100);
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void Check_NearTheServersLimit_Warns()
    {
        using var watch = New(mostPlain: 10);

        watch.Check(plain: 8, upgraded: 0, files: null, mostFiles: null);

        Assert.StartsWith("Warning: 8 of the 10 connections that 'Kestrel:Limits:MaxConcurrentConnections' allows are open,", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NearTheLimitOfWebSockets_NamesThatLimit()
    {
        using var watch = New(mostUpgraded: 10);

        watch.Check(plain: 1, upgraded: 8, files: null, mostFiles: null);

        Assert.StartsWith("Warning: 8 of the 10 WebSockets that 'Kestrel:Limits:MaxConcurrentUpgradedConnections' allows are open.", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_EachKindBelowItsLimit_SaysNothingOfTheirSum()
    {
        using var watch = New(mostPlain: 10, mostUpgraded: 10);

        watch.Check(plain: 7, upgraded: 7, files: null, mostFiles: null);

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Check_WithoutAnyLimit_SaysNothing()
    {
        using var watch = New();

        watch.Check(plain: 1_000_000, upgraded: 1_000_000, files: null, mostFiles: null);

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Counter_OfAServer_CountsItsOpenConnections()
    {
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder());
        await using var other = await SampleApp.StartAsync(SampleApp.CreateBuilder());
        var counter = app.Services.GetRequiredService<ConnectionCounter>();
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", app.Client.BaseAddress!.Port);
            await connection.GetStream().WriteAsync("GET /hello/Ann HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
            await connection.GetStream().ReadAtLeastAsync(new byte[1], 1);
            await other.Client.GetStringAsync("/hello/Ann");

            Assert.Equal((1, 0), (counter.Plain, counter.Upgraded));
        }

        await app.StopAsync();
        Assert.Equal(0, counter.Plain);
    }

    [Fact]
    public async Task Metrics_OfAnUpgradedConnection_CountItAsThatWithItsOwnLimit()
    {
        var builder = SampleApp.CreateBuilder(settings: [("Kestrel:Limits:MaxConcurrentConnections", "10"), ("Kestrel:Limits:MaxConcurrentUpgradedConnections", "20")]);
        await using var app = await SampleApp.StartAsync(builder, web => web.MapGet("/upgrade", async (HttpContext context) =>
        {
            await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        }));
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", app.Client.BaseAddress!.Port);
        await connection.GetStream().WriteAsync("GET /upgrade HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n"u8.ToArray());
        await connection.GetStream().ReadAtLeastAsync(new byte[1], 1);

        var measured = Measure(app.Services.GetRequiredService<IMeterFactory>());

        Assert.Equal((0L, 1L), (measured["connections.open plain"], measured["connections.open upgraded"]));
        Assert.Equal((10L, 20L), (measured["connections.limit plain"], measured["connections.limit upgraded"]));
    }

    [SkippableFact]
    public void FileLimit_OnUnix_IsKnown()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such limit.");

        Assert.InRange(FileLimit.Max()!.Value, 64, int.MaxValue);
        Assert.InRange(FileLimit.Open()!.Value, 3, FileLimit.Max()!.Value);
    }

    [SkippableFact]
    public void FileLimit_OnLinux_IsWhatTheSystemSays()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux tells it in a file.");
        var line = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));

        Assert.Equal(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], $"{FileLimit.Max()}");
    }

    public void Dispose() => _provider.Dispose();

    private static Dictionary<string, long> Measure(IMeterFactory meters)
    {
        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == ConnectionWatch.MeterName && instrument.Meter.Scope == meters)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured[$"{instrument.Name} {(tags.Length == 0 ? "" : tags[0].Value)}"] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private ConnectionWatch New(long? mostPlain = null, long? mostUpgraded = null)
    {
        var meters = _provider.GetRequiredService<IMeterFactory>();
        var server = new KestrelServerOptions();
        (server.Limits.MaxConcurrentConnections, server.Limits.MaxConcurrentUpgradedConnections) = (mostPlain, mostUpgraded);
        return new ConnectionWatch(meters, new ConnectionCounter(meters), Options.Create(server), new ManualTime(), _log);
    }
}
