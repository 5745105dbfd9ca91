using System.Diagnostics;
using BlazorAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlazorAspire.Tests.ServiceDefaults;

[Collection(WholeProcess.Name)]
public sealed class OtlpExportTests
{
    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("http://")]
    [InlineData("not an address")]
    [InlineData("ftp://localhost")]
    [InlineData("/v1/traces")]
    public void AddServiceDefaults_NotAnHttpAddress_NamesTheVariableAndTheValue(string value)
    {
        var builder = SampleApp.CreateBuilder(settings: SampleApp.ExportTo(value));

        var exception = Assert.Throws<OptionsValidationException>(() => builder.AddServiceDefaults());

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_EachWaitsForTheOthers_ShutsAllDownAtOnce()
    {
        using var meeting = new Meeting(participants: 3);
        var collection = new ServiceCollection();
        collection.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddReader(new MeetingReader(meeting)))
            .WithTracing(tracing => tracing.AddProcessor(new MeetingProcessor<Activity>(meeting)))
            .WithLogging(logging => logging.AddProcessor(new MeetingProcessor<LogRecord>(meeting)));
        await using var services = collection.BuildServiceProvider();

        OtlpExport.Shutdown(services);

        Assert.True(meeting.AllCame);
    }

    [Fact]
    public async Task Shutdown_NoProviders_Returns()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();

        OtlpExport.Shutdown(services);
    }

    private sealed class Meeting(int participants) : IDisposable
    {
        private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

        private readonly CountdownEvent _missing = new(participants);
        private int _waitedInVain;

        public bool AllCame => _missing.IsSet && _waitedInVain == 0;

        public bool Join()
        {
            _missing.Signal();
            var came = _missing.Wait(Guard);
            Interlocked.Add(ref _waitedInVain, came ? 0 : 1);
            return came;
        }

        public void Dispose() => _missing.Dispose();
    }

    private sealed class MeetingReader(Meeting meeting) : MetricReader
    {
        protected override bool OnShutdown(int timeoutMilliseconds) => meeting.Join();
    }

    private sealed class MeetingProcessor<T>(Meeting meeting) : BaseProcessor<T>
    {
        protected override bool OnShutdown(int timeoutMilliseconds) => meeting.Join();
    }
}
