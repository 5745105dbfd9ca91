using BlazorAspire.LoadTest.Commands.Startup;

namespace BlazorAspire.Tests.LoadTest.Commands.Startup;

public sealed class HealthyTableTests
{
    private const string Output = """
        Profile: embedded, because it was built so.
        gateway  | info: Now listening on: http://localhost:5080
          a line  that  12  looks like a row

          RESOURCE  STATE      PROCESS  ADDRESS
          redis     Healthy    30700    127.0.0.1:21690
          settings  Healthy
          gateway   Healthy    30699    http://localhost:39482
          webapp-1  Healthy    30781    http://127.0.0.1:13176

          All 4 resources are healthy after 7.9 s.
          Open http://localhost:39482 in a browser. Ctrl+C stops everything.
        """;

    [Fact]
    public void Read_AppHostOutput_IsDoneAtTheLineThatSaysSo()
    {
        var table = new HealthyTable();

        var done = Assert.Single(Output.Split('\n'), line => table.Read(line.TrimEnd('\r')));

        Assert.Contains("All 4 resources are healthy", done, StringComparison.Ordinal);
        Assert.Equal(
            [new("redis", 30700, "127.0.0.1:21690"), new("gateway", 30699, "http://localhost:39482"), new("webapp-1", 30781, "http://127.0.0.1:13176")],
            table.Resources);
    }

    [Fact]
    public void Read_TheSameWordsInTheLogOfAResource_AreNotTaken()
    {
        var table = new HealthyTable();

        Assert.False(table.Read("webapp-1 |   RESOURCE  STATE      PROCESS  ADDRESS"));
        Assert.False(table.Read("  All 4 resources are healthy after 7.9 s."));
        Assert.Empty(table.Resources);
    }
}
