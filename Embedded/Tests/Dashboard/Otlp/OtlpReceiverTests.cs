using System.Net;
using System.Net.Http.Headers;
using Embedded.Dashboard.Otlp;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry.Logs;
using Embedded.Dashboard.Telemetry.Metrics;
using Embedded.Dashboard.Telemetry.Traces;
using Google.Protobuf;

namespace Embedded.Tests.Dashboard.Otlp;

public sealed class OtlpReceiverTests : IAsyncLifetime
{
    private const string Logs = "/v1/logs";
    private static readonly byte[] OneLog = OtlpData.Logs(OtlpData.Log("hello")).ToByteArray();

    private RunningDashboard _dashboard = null!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync("--Dashboard:Otlp:MaxBodySize=16777216");

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    private LogEntry[] Received
    {
        get
        {
            var found = new List<LogEntry>();
            _dashboard.Get<LogStore>().Read(0, new LogFilter(), found);
            return [.. found];
        }
    }

    [Fact]
    public async Task Logs_AnEntry_IsKeptWithAllThatItTells()
    {
        var record = OtlpData.Log("Circuit 5 opened", severity: 14);
        record.Attributes.Add(OtlpData.Attribute("Circuit", "5"));
        record.Attributes.Add(new KeyValue { Key = "many", Value = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { IntValue = 1 }, new AnyValue { BoolValue = true } } } } });
        record.TraceId = ByteString.CopyFrom([.. Enumerable.Repeat((byte)0xab, 16)]);

        var answer = await _dashboard.SendAsync(Logs, OtlpData.Logs(record), ExportLogsServiceResponse.Parser);

        Assert.Null(answer.PartialSuccess);
        var entry = Assert.Single(Received);
        Assert.Equal(("Circuit 5 opened", "App.Category", "webapp-1", "webapp-1-a"), (entry.Message, entry.Category, entry.Source.Name, entry.Source.Instance));
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, entry.Level);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_900_000_000), entry.Time);
        Assert.Equal(["Circuit=5", "many=[1, true]"], entry.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal("abababababababababababababababab", Embedded.Dashboard.Telemetry.TraceIds.Text(entry.TraceId));
    }

    [Fact]
    public async Task Body_UnknownFieldsOfEveryTypeAndLevel_AreSkipped()
    {
        var log = With(OtlpData.Log("kept").ToByteArray());
        var scope = With(Field(2, log));
        var process = With([.. Field(1, OtlpData.Process("webapp-9").ToByteArray()), .. Field(2, scope)]);
        var body = With(Field(1, process));

        using var response = await _dashboard.SendAsync(Logs, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var entry = Assert.Single(Received);
        Assert.Equal(("kept", "webapp-9"), (entry.Message, entry.Source.Name));

        // Numbers 900 on: a varint, eight bytes, text, four bytes.
        static byte[] With(byte[] message) => [0xa0, 0x38, 0x96, 0x01, 0xa9, 0x38, 1, 2, 3, 4, 5, 6, 7, 8, 0xb2, 0x38, 2, 65, 66, .. message, 0xbd, 0x38, 1, 2, 3, 4];
        static byte[] Field(int number, byte[] content)
        {
            using var written = new MemoryStream();
            using (var output = new CodedOutputStream(written, leaveOpen: true))
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(content));
            }
            return written.ToArray();
        }
    }

    [Fact]
    public async Task Body_ProcessNamedAfterItsRecords_IsStillTheirs()
    {
        var named = new ResourceLogs { Resource = OtlpData.Process("webapp-2") };
        var records = new ResourceLogs { ScopeLogs = { OtlpData.Logs(OtlpData.Log("hello")).ResourceLogs[0].ScopeLogs } };
        byte[] process = [.. records.ToByteArray(), .. named.ToByteArray()];
        var body = new ExportLogsServiceRequest { ResourceLogs = { ResourceLogs.Parser.ParseFrom(process) } }.ToByteArray();

        (await _dashboard.SendAsync(Logs, body)).Dispose();

        Assert.Equal("webapp-2", Assert.Single(Received).Source.Name);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task ContentType_AnyButProtobuf_IsRefusedWithTheWayOut(string? type)
    {
        using var response = await _dashboard.SendAsync(Logs, OneLog, request => request.Content!.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("Only application/x-protobuf is taken. Set OTEL_EXPORTER_OTLP_PROTOCOL to http/protobuf.", await response.Content.ReadAsStringAsync());
        Assert.Empty(Received);
    }

    [Fact]
    public async Task Body_Truncated_IsRefusedAtEveryLength()
    {
        for (var length = 1; length < OneLog.Length; length++)
        {
            using var response = await _dashboard.SendAsync(Logs, OneLog[..length]);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{length} of {OneLog.Length} bytes were answered with {response.StatusCode}.");
        }
        Assert.Empty(Received);
    }

    [Theory]
    [InlineData("/v1/logs")]
    [InlineData("/v1/traces")]
    [InlineData("/v1/metrics")]
    public async Task Body_NoProtobufAtAll_IsRefused(string path)
    {
        using var response = await _dashboard.SendAsync(path, "{ \"resourceLogs\": [] }"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Body_NestedWithoutEnd_IsRefused()
    {
        var value = OtlpData.Text("deep");
        for (var i = 0; i < 200; i++)
        {
            value = new AnyValue { ArrayValue = new ArrayValue { Values = { value } } };
        }
        var record = OtlpData.Log("x");
        record.Body = value;

        using var response = await _dashboard.SendAsync(Logs, OtlpData.Logs(record).ToByteArray());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_Of20Megabytes_IsRefusedWhetherItsLengthIsToldOrNot(bool isChunked)
    {
        using var response = await _dashboard.SendAsync(Logs, new byte[20 * 1024 * 1024], request => request.Headers.TransferEncodingChunked = isChunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.EndsWith("raise 'Dashboard:Otlp:MaxBodySize'.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_Of40Megabytes_IsTakenWhereTheSettingAllowsIt(bool isChunked)
    {
        await using var wide = await RunningDashboard.StartAsync($"--Dashboard:Otlp:MaxBodySize={41 * 1024 * 1024}");
        var body = OtlpData.Logs(Enumerable.Range(0, 40).Select(_ => OtlpData.Log(new string('x', 1024 * 1024 - 100)))).ToByteArray();
        Assert.InRange(body.Length, 39 * 1024 * 1024, 41 * 1024 * 1024);

        using var response = await wide.SendAsync(Logs, body, request => request.Headers.TransferEncodingChunked = isChunked);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(40, wide.Get<LogStore>().Counts.Kept);
    }

    [Fact]
    public async Task Body_UpToTheLimit_IsTaken()
    {
        var request = OtlpData.Logs(Enumerable.Range(0, 15).Select(_ => OtlpData.Log(new string('x', 1_000_000))));

        await _dashboard.SendAsync(Logs, request, ExportLogsServiceResponse.Parser);

        Assert.Equal(15, Received.Length);
        Assert.All(Received, entry => Assert.Equal(8_192 + 1, entry.Message.Length));
    }

    [Fact]
    public async Task Body_Packed_IsTaken()
    {
        using var response = await _dashboard.SendAsync(Logs, OtlpSender.Pack(OneLog), request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("hello", Assert.Single(Received).Message);
    }

    [Fact]
    public async Task Body_PackedAThousandfold_IsRefusedByWhatItUnpacksTo()
    {
        var bomb = OtlpSender.Pack(new byte[200 * 1024 * 1024]);
        Assert.True(bomb.Length < 2 * 1024 * 1024);

        using var response = await _dashboard.SendAsync(Logs, bomb, request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Body_PackedAndCut_IsRefused()
    {
        using var response = await _dashboard.SendAsync(Logs, OtlpSender.Pack(OneLog)[..^12], request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Body_OfMillionsOfEmptyRecords_IsDecodedInPartOnly()
    {
        // 0x12 0x00 is an empty record: 8 million of them in 16 MB, which would be gigabytes if they were decoded together.
        var records = new byte[16_000_000];
        for (var i = 0; i < records.Length; i += 2)
        {
            records[i] = 0x12;
        }
        byte[] scope = [0x12, .. Length(records.Length), .. records];
        byte[] request = [0x0a, .. Length(scope.Length), .. scope];

        using var response = await _dashboard.SendAsync(Logs, request);

        var answer = ExportLogsServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(8_000_000 - 200_000, answer.PartialSuccess.RejectedLogRecords);
        Assert.Equal(20_000, Received.Length);
        Assert.Equal(180_000, _dashboard.Get<LogStore>().Counts.Dropped);

        static byte[] Length(int length)
        {
            using var written = new MemoryStream();
            using (var output = new CodedOutputStream(written, leaveOpen: true))
            {
                output.WriteLength(length);
            }
            return written.ToArray();
        }
    }

    [Fact]
    public async Task Record_OverAMegabyte_IsRefusedAloneAndCounted()
    {
        var request = OtlpData.Logs(OtlpData.Log("small"), OtlpData.Log(new string('x', 1_200_000)));

        var answer = await _dashboard.SendAsync(Logs, request, ExportLogsServiceResponse.Parser);

        Assert.Equal(1, answer.PartialSuccess.RejectedLogRecords);
        Assert.NotEmpty(answer.PartialSuccess.ErrorMessage);
        Assert.Equal("small", Assert.Single(Received).Message);
        Assert.Equal(1, _dashboard.Get<LogStore>().Counts.Refused);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Key_WrongOrMissing_IsRefused(string? key)
    {
        using var response = await _dashboard.SendAsync(Logs, OneLog, request =>
        {
            request.Headers.Remove(OtlpGuard.KeyHeader);
            if (key is not null)
            {
                request.Headers.Add(OtlpGuard.KeyHeader, key);
            }
        });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(Received);
    }

    [Fact]
    public async Task Key_NoneConfigured_IsNotWanted()
    {
        await using var open = await RunningDashboard.StartAsync("--Dashboard:Otlp:ApiKey=");

        using var response = await open.SendAsync(Logs, OneLog, request => request.Headers.Remove(OtlpGuard.KeyHeader));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:18888")]
    [InlineData("null")]
    public async Task Origin_OfAnyPage_IsRefused(string origin)
    {
        using var response = await _dashboard.SendAsync(Logs, OneLog, request => request.Headers.Add("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(Received);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("evil.example:18890", HttpStatusCode.Forbidden)]
    [InlineData("192.168.1.7", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:18890", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:1", HttpStatusCode.OK)]
    [InlineData("[::1]:18890", HttpStatusCode.OK)]
    public async Task Host_OtherThanThisMachine_IsRefused(string host, HttpStatusCode expected)
    {
        using var response = await _dashboard.SendAsync(Logs, OneLog, request => request.Headers.Host = host);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/logs")]
    [InlineData("/v1/traces")]
    [InlineData("/v1/metrics")]
    public async Task FrontEnd_TelemetryPaths_AreNotThere(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_dashboard.FrontEnd, path)) { Content = new ByteArrayContent(OneLog) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Headers.Add(OtlpGuard.KeyHeader, RunningDashboard.Key);

        using var response = await _dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(Received);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.NotFound)]
    [InlineData("/logs", HttpStatusCode.NotFound)]
    [InlineData("/_blazor/negotiate", HttpStatusCode.NotFound)]
    [InlineData("/dashboard.css", HttpStatusCode.NotFound)]
    [InlineData("/v1/logs", HttpStatusCode.MethodNotAllowed)]
    public async Task OtlpAddress_AnythingButTelemetry_IsNotThere(string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_dashboard.Otlp, path));
        request.Headers.Add(OtlpGuard.KeyHeader, RunningDashboard.Key);

        using var response = await _dashboard.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Traces_AHundredThousandSpans_AreTakenAndTheOldestDroppedAndCounted()
    {
        for (var part = 0; part < 20; part++)
        {
            var spans = Enumerable.Range(part * 5_000, 5_000).Select(i => OtlpData.Span(trace: 1 + (i / 10), id: i + 1));
            var answer = await _dashboard.SendAsync("/v1/traces", OtlpData.Traces(spans), ExportTraceServiceResponse.Parser);
            Assert.Null(answer.PartialSuccess);
        }

        var counts = _dashboard.Get<TraceStore>().Counts;
        Assert.Equal((50_000, 5_000, 5_000L, 50_000L), (counts.Spans, counts.Traces, counts.DroppedTraces, counts.DroppedSpans));
    }

    [Fact]
    public async Task Traces_SpansWithoutIds_AreRefusedAndCounted()
    {
        var answer = await _dashboard.SendAsync("/v1/traces", OtlpData.Traces(new Span { Name = "nobody" }, OtlpData.Span(1, 1)), ExportTraceServiceResponse.Parser);

        Assert.Equal(1, answer.PartialSuccess.RejectedSpans);
        Assert.Equal(1, _dashboard.Get<TraceStore>().Counts.Spans);
    }

    [Fact]
    public async Task Metrics_EveryKind_IsKeptOrCounted()
    {
        var number = new NumberDataPoint { AsInt = 7 };
        var answer = await _dashboard.SendAsync("/v1/metrics", OtlpData.Metrics(
            new Metric { Name = "gauge", Unit = "By", Gauge = new Gauge { DataPoints = { new NumberDataPoint { AsDouble = 2.5 } } } },
            new Metric { Name = "counter", Sum = new Sum { IsMonotonic = true, AggregationTemporality = 2, DataPoints = { number } } },
            new Metric { Name = "updown", Sum = new Sum { AggregationTemporality = 2, DataPoints = { number } } },
            new Metric { Name = "histogram", Histogram = new Histogram { AggregationTemporality = 2, DataPoints = { new HistogramDataPoint { Count = 3, Sum = 4, ExplicitBounds = { 1, 2 }, BucketCounts = { 1, 1, 1 } } } } },
            new Metric { Name = "badly formed", Histogram = new Histogram { DataPoints = { new HistogramDataPoint { Count = 3, ExplicitBounds = { 2, 1 }, BucketCounts = { 1, 1, 1 } } } } },
            new Metric { Name = "exponential", ExponentialHistogram = new NotKept { DataPoints = { ByteString.Empty, ByteString.Empty } } },
            new Metric { Name = "summary", Summary = new NotKept { DataPoints = { ByteString.Empty } } }), ExportMetricsServiceResponse.Parser);

        var store = _dashboard.Get<MetricStore>();
        Assert.Equal(
            [("counter", InstrumentKind.Counter), ("gauge", InstrumentKind.Gauge), ("histogram", InstrumentKind.Histogram), ("updown", InstrumentKind.UpDownCounter)],
            store.Instruments.Select(instrument => (instrument.Name, instrument.Kind)));
        Assert.Equal(2.5, Assert.Single(store.Numbers("App.Meter", "gauge")).Latest);
        Assert.Equal(7, Assert.Single(store.Numbers("App.Meter", "counter")).Latest);
        Assert.Equal(3, Assert.Single(store.Histograms("App.Meter", "histogram")).Points[^1].Value.Count);
        Assert.Equal(4, answer.PartialSuccess.RejectedDataPoints);
        Assert.Equal(4, store.Counts.NotKept);
    }
}
