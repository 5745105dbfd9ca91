using BlazorAspire.ServiceDefaults.Telemetry;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class ExporterFailureLogTests
{
    private readonly ManualTime _time = new();
    private readonly LogLines<ExporterFailureLog> _log = new();

    [Fact]
    public void Failed_OfAllSignals_IsLoggedOnceUntilAllAreWell()
    {
        var failures = new ExporterFailureLog(_time, _log);

        failures.Failed("/logs", "no route");
        failures.Failed("/traces", "no route");
        failures.Failed("/logs", "no route");
        failures.Sent("/logs");
        Assert.Single(_log.Lines);
        failures.Sent("/traces");

        Assert.Equal(2, _log.Lines.Count);
        Assert.StartsWith("Warning: Telemetry cannot be sent to /logs: no route. The app goes on", _log.Lines[0], StringComparison.Ordinal);
        Assert.Equal("Information: Telemetry is sent to /traces again.", _log.Lines[1]);
    }

    [Fact]
    public void Failed_AgainAndAgain_IsLoggedAtLongIntervals()
    {
        var failures = new ExporterFailureLog(_time, _log);
        for (var minute = 0; minute < 12; minute++)
        {
            failures.Failed("/logs", "no route");
            failures.Sent("/logs");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, _log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal)));
        Assert.Equal(2, _log.Lines.Count(line => line.StartsWith("Information", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:4318)\n ---> System.Net.Sockets.SocketException (111): Connection refused\n   at X", "Connection refused (127.0.0.1:4318)")]
    [InlineData("System.Net.Http.HttpRequestException: Response status code does not indicate success: 401 (Unauthorized).\n   at X", "Response status code does not indicate success: 401 (Unauthorized)")]
    [InlineData("StatusCode=Unavailable, Detail=none", "StatusCode=Unavailable, Detail=none")]
    [InlineData("", "the exporter does not say why")]
    public void MessageOf_TextOfAnException_IsItsMessage(string text, string expected) => Assert.Equal(expected, ExporterFailureLog.MessageOf(text));
}
