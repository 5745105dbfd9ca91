using System.Globalization;
using BlazorAspire.Circuits.Drain;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.Deploy;

public sealed class SystemdTests
{
    [Theory]
    [InlineData("webapp@.service")]
    [InlineData("gateway.service")]
    public void Unit_Each_HasManyFilesAndIsStartedAgain(string name)
    {
        var unit = Read(name);

        Assert.Equal("always", unit["Restart"].Single());
        Assert.True(int.Parse(unit["LimitNOFILE"].Single(), CultureInfo.InvariantCulture) >= 65536);
    }

    [Fact]
    public void Replica_Stopped_HasTheTimeThatItsDrainTakes()
    {
        var unit = Read("webapp@.service");
        var settings = unit["Environment"].Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1]);
        var drain = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(DrainOptions.Section).Get<DrainOptions>()!;

        Assert.Null(DrainOptions.FindProblem(drain));
        Assert.True(int.Parse(unit["TimeoutStopSec"].Single(), CultureInfo.InvariantCulture) > drain.GracePeriod.TotalSeconds);
        Assert.Equal("mixed", unit["KillMode"].Single());
    }

    [SkippableTheory]
    [InlineData("webapp@.service")]
    [InlineData("gateway.service")]
    public async Task Unit_Each_IsOneThatSystemdUnderstands(string name)
    {
        Skip.IfNot(File.Exists("/usr/bin/systemd-analyze"), "There is no systemd-analyze on this machine.");

        var result = await Command.RunAsync("/usr/bin/systemd-analyze", ["verify", Repository.PathOf("deploy", "systemd", name)], "/");

        // The program is not installed here, and that is all there is to say.
        Assert.DoesNotContain(result.Output.Split('\n'), line => line.Contains(".service", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
    }

    private static ILookup<string, string> Read(string name) => File.ReadLines(Repository.PathOf("deploy", "systemd", name))
        .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#').Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);
}
