using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorAspire.ServiceDefaults.Connections;

/// <summary>Shows how near this process is to the connections that it can have, and warns before it has them: at the limit users are not refused, they just wait.</summary>
internal sealed class ConnectionWatch : BackgroundService
{
    public const string MeterName = "BlazorAspire.Connections";
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private const string Kind = "kind";
    private const string Plain = "plain";
    private const string Upgraded = "upgraded";
    private const string File = "file";

    private readonly ConnectionCounter _counter;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionWatch> _logger;
    private readonly Meter _meter;
    private readonly long? _mostPlain;
    private readonly long? _mostUpgraded;
    private readonly ConnectionLevel _plain = new();
    private readonly ConnectionLevel _upgraded = new();
    private readonly ConnectionLevel _files = new();
    private long? _openFiles;

    public ConnectionWatch(IMeterFactory meters, ConnectionCounter counter, IOptions<KestrelServerOptions> server, TimeProvider time, ILogger<ConnectionWatch> logger)
    {
        (_counter, _time, _logger) = (counter, time, logger);
        _mostPlain = server.Value.Limits.MaxConcurrentConnections;
        _mostUpgraded = server.Value.Limits.MaxConcurrentUpgradedConnections;
        _openFiles = FileLimit.Open();
        _meter = meters.Create(MeterName);
        _meter.CreateObservableUpDownCounter("connections.open", Open, "{connection}", "Connections that this process's server holds.");
        _meter.CreateObservableGauge(
            "connections.limit", Limits, "{connection}", "Connections of each kind that this process can have at most, and open files and sockets, which each connection takes one of.");
        _meter.CreateObservableGauge(
            "connections.files", () => Measured(_openFiles), "{file}", "Open files and sockets of this process, those of connections that go out as well: they share the limit.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Check(_counter.Plain, _counter.Upgraded, FileLimit.Open(), FileLimit.Max());
        }
    }

    internal void Check(long plain, long upgraded, long? files, long? mostFiles)
    {
        _openFiles = files;
        if (_mostPlain is { } mostPlain && _plain.IsCrossed((double)plain / mostPlain))
        {
            ConnectionLog.NearServerLimit(_logger, plain, mostPlain);
        }

        if (_mostUpgraded is { } mostUpgraded && _upgraded.IsCrossed((double)upgraded / mostUpgraded))
        {
            ConnectionLog.NearUpgradeLimit(_logger, upgraded, mostUpgraded);
        }

        if (files is { } open && mostFiles is { } limit && _files.IsCrossed((double)open / limit))
        {
            ConnectionLog.NearFileLimit(_logger, open, limit, plain + upgraded);
        }
    }

    private IEnumerable<Measurement<long>> Open() => [.. Measured(_counter.Plain, Plain), .. Measured(_counter.Upgraded, Upgraded)];

    private IEnumerable<Measurement<long>> Limits() => [.. Measured(_mostPlain, Plain), .. Measured(_mostUpgraded, Upgraded), .. Measured(FileLimit.Max(), File)];

    private static IEnumerable<Measurement<long>> Measured(long? value) => value is { } known ? [new(known)] : [];

    private static IEnumerable<Measurement<long>> Measured(long? value, string kind) =>
        value is { } known ? [new(known, new KeyValuePair<string, object?>(Kind, kind))] : [];
}
