using Aspire.Hosting.ApplicationModel;

namespace Embedded.Tests.Hosting.Model;

public class ResourceLoggerServiceTests
{
    [Fact]
    public async Task GetAllAsync_MoreLinesThanAreKept_GivesTheLastWithTheirNumbers()
    {
        var logs = new ResourceLoggerService(TimeProvider.System);
        for (var i = 1; i <= 6_000; i++)
        {
            logs.Write("webapp", $"line {i}", isError: false);
        }

        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync(new FakeResource("webapp")))
        {
            lines.AddRange(batch);
        }

        Assert.Equal(5_000, lines.Count);
        Assert.Equal(new LogLine(1_001, "line 1001", false), lines[0]);
        Assert.Equal(new LogLine(6_000, "line 6000", false), lines[^1]);
    }
}
