using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Terminal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Embedded.Tests.Hosting.Terminal;

public sealed class ConsoleReporterTests : IDisposable
{
    private readonly ResourceLoggerService _logs = new(TimeProvider.System);
    private readonly FakeResource _gateway = new("gateway");
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Show_Lines_StandBehindTheNameOfTheirResource()
    {
        var reporter = Reporter(colours: false);
        reporter.Attach();
        _logs.Write("gateway", "listening", isError: false);
        _logs.Write("apphost", "\u001b[31mred", isError: true);
        reporter.Detach();
        _logs.Write("gateway", "not shown", isError: false);

        Assert.Equal($"gateway | listening{Environment.NewLine}apphost | red{Environment.NewLine}", _output.ToString());
    }

    [Fact]
    public void Show_Colours_AreOnlyInThePrefix()
    {
        var reporter = Reporter(colours: true);
        reporter.Attach();
        _logs.Write("gateway", "listening", isError: false);
        reporter.Detach();

        Assert.Equal($"\u001b[36mgateway\u001b[0m | listening{Environment.NewLine}", _output.ToString());
    }

    [Fact]
    public void SayUp_ExternalEndpoint_IsTheAddressToOpen()
    {
        _gateway.Annotations.Add(new EndpointAnnotation("http", 5080) { IsExternal = true, AllocatedPort = 5080 });
        var notifications = new ResourceNotificationService();
        notifications.Publish(_gateway, s => s with { State = new(KnownResourceStates.Running, null), HealthStatus = HealthStatus.Healthy, ProcessId = 42 });

        Reporter(colours: false).SayUp(notifications, TimeSpan.FromSeconds(2.5));

        Assert.Equal("""

              RESOURCE  STATE      PROCESS  ADDRESS
              gateway   Healthy    42       http://localhost:5080

              All 1 resources are healthy after 2.5 s.
              Open http://localhost:5080 in a browser. Ctrl+C stops everything.
              Type help and Enter for commands.


            """.ReplaceLineEndings(), _output.ToString());
    }

    private ConsoleReporter Reporter(bool colours) => new(_output, new Ansi(colours), new ResourceCollection { _gateway }, _logs);
}
