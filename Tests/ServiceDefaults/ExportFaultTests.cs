using System.Net;
using System.Net.Sockets;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.ServiceDefaults;

/// <summary>A replica whose telemetry goes nowhere serves its users, and says so once.</summary>
[Collection(WholeProcess.Name)]
public sealed class ExportFaultTests
{
    private const string NotSent = "Telemetry cannot be sent to";
    private const string SentAgain = "again.";

    [Fact]
    public async Task Replica_ReceiverIsDownAndComesBack_SaysEachOnce()
    {
        var port = FreePort.Find();
        // Refused at once, and answered however busy the machine is.
        var (process, client) = await StartAsync($"http://127.0.0.1:{port}", timeout: 60_000);
        await using var running = process;
        using var asking = client;

        await process.LineAsync(NotSent);
        Assert.Equal("Healthy", await client.GetStringAsync("/alive"));
        await using var receiver = await OtlpReceiver.StartAsync($"http://127.0.0.1:{port}");
        await process.LineAsync(SentAgain);

        AssertSaidOnce(process, "Connection refused");
        Assert.Single(process.Lines, line => line.Contains(SentAgain, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replica_ReceiverRefusesTheHeader_SaysSoOnce()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Status = StatusCodes.Status401Unauthorized;
        // It answers, however busy the machine is.
        var (process, client) = await StartAsync(receiver.Url, timeout: 60_000);
        await using var running = process;
        using var asking = client;

        await process.LineAsync(NotSent);
        for (var more = 0; more < 6; more++)
        {
            await receiver.NextMessage;
        }

        Assert.Equal("Healthy", await client.GetStringAsync("/alive"));
        AssertSaidOnce(process, "401 (Unauthorized)");
        Assert.DoesNotContain(process.Lines, line => line.Contains("the-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replica_ReceiverNeverAnswers_SaysSoOnce()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var (process, client) = await StartAsync($"http://{silent.LocalEndpoint}");
        await using var running = process;
        using var asking = client;
        var connections = new List<TcpClient>();

        await process.LineAsync(NotSent);
        for (var more = 0; more < 4; more++)
        {
            connections.Add(await silent.AcceptTcpClientAsync());
        }

        Assert.Equal("Healthy", await client.GetStringAsync("/alive"));
        AssertSaidOnce(process, "did not answer in time");
        connections.ForEach(connection => connection.Dispose());
    }

    private static void AssertSaidOnce(LoggingProcess process, string reason)
    {
        var line = Assert.Single(process.Lines, line => line.Contains(NotSent, StringComparison.Ordinal));
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS", line, StringComparison.Ordinal);
    }

    private static Task<(LoggingProcess Process, HttpClient Client)> StartAsync(string endpoint, int timeout = 500) => LoggingProcess.StartAsync(new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=the-secret",
        ["OTEL_EXPORTER_OTLP_TIMEOUT"] = $"{timeout}",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    });
}
