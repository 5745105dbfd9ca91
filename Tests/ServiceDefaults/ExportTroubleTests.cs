using BlazorAspire.ServiceDefaults.Telemetry;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class ExportTroubleTests
{
    private readonly ManualTime _time = new();
    private readonly LogLines<ExportTrouble> _log = new();

    [Fact]
    public void Failed_OfAllSignals_IsToldOnceUntilAllAreWell()
    {
        var trouble = new ExportTrouble(_time, _log);

        trouble.Failed("/logs", "no route");
        trouble.Failed("/traces", "no route");
        trouble.Failed("/logs", "no route");
        trouble.Sent("/logs");
        Assert.Single(_log.Lines);
        trouble.Sent("/traces");

        Assert.Equal(2, _log.Lines.Count);
        Assert.StartsWith("Warning: Telemetry cannot be sent to /logs: no route. The app goes on", _log.Lines[0], StringComparison.Ordinal);
        Assert.Equal("Information: Telemetry is sent to /traces again.", _log.Lines[1]);
    }

    [Fact]
    public void Failed_AgainAndAgain_IsToldAtLongIntervals()
    {
        var trouble = new ExportTrouble(_time, _log);
        for (var minute = 0; minute < 12; minute++)
        {
            trouble.Failed("/logs", "no route");
            trouble.Sent("/logs");
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
    public void Reason_OfAnEvent_IsTheMessageOfItsException(string text, string expected) => Assert.Equal(expected, ExportReason.Of(["http://localhost", text]));
}
