using BlazorAspire.AppHost.Deploy;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.AppHost.Deploy;

public sealed class DeploySettingsTests
{
    [Fact]
    public void TryRead_WithoutSettings_GivesDefaults() => Assert.Equivalent(new DeploySettings(), Read());

    [Fact]
    public void TryRead_WithSettings_GivesThem()
    {
        var settings = Read(
            ("Deploy:MinReplicas", "3"), ("Deploy:MaxReplicas", "30"), ("Deploy:ConcurrentRequests", "80"), ("Deploy:Cpu", "1.25"),
            ("Deploy:GracePeriod", "00:02:00"), ("Deploy:ApplicationInsights", "true"), ("Deploy:SignalRUnits", "5"));

        Assert.Equivalent(
            new DeploySettings { MinReplicas = 3, MaxReplicas = 30, ConcurrentRequests = 80, Cpu = 1.25m, GracePeriod = TimeSpan.FromMinutes(2), ApplicationInsights = true, SignalRUnits = 5 },
            settings);
        Assert.Equal("2.5Gi", settings.Memory);
    }

    [Theory]
    [InlineData("00:00:20")]
    [InlineData("00:01:00")]
    [InlineData("00:10:00")]
    public void DrainDeadline_OfEachGracePeriod_IsBeforeTheHostsEndAndThatBeforeTheKill(string period)
    {
        var settings = Read(("Deploy:GracePeriod", period));

        Assert.True(TimeSpan.Zero < settings.DrainDeadline);
        Assert.True(settings.DrainDeadline < settings.ShutdownTimeout);
        Assert.True(settings.ShutdownTimeout < settings.GracePeriod);
    }

    [Theory]
    [InlineData("Deploy:MinReplicas", "0", "a whole number from 1 to 300, such as 2")]
    [InlineData("Deploy:MaxReplicas", "301", "a whole number from 1 to 300, such as 10")]
    [InlineData("Deploy:ConcurrentRequests", "many", "a whole number from 1 to 10000, such as 20")]
    [InlineData("Deploy:Cpu", "0.3", "a number of cores from 0.25 to 4 in steps of 0.25, such as 0.5")]
    [InlineData("Deploy:Cpu", "0", "a number of cores from 0.25 to 4 in steps of 0.25, such as 0.5")]
    [InlineData("Deploy:Cpu", "4.25", "a number of cores from 0.25 to 4 in steps of 0.25, such as 0.5")]
    [InlineData("Deploy:GracePeriod", "60", "whole seconds from 00:00:20 to 00:10:00, written hours:minutes:seconds, such as 00:01:00")]
    [InlineData("Deploy:GracePeriod", "00:10:01", "whole seconds from 00:00:20 to 00:10:00, written hours:minutes:seconds, such as 00:01:00")]
    [InlineData("Deploy:ApplicationInsights", "yes", "true or false")]
    [InlineData("Deploy:SignalRUnits", "101", "a whole number from 1 to 100, such as 1")]
    public void TryRead_WithAValueOutOfRange_SaysTheRange(string key, string text, string allowed) =>
        Assert.Equal($"{key} is '{text}'. Use {allowed}.", Problem((key, text)));

    [Fact]
    public void TryRead_WithMoreReplicasAtLeastThanAtMost_SaysBoth() =>
        Assert.Equal("Deploy:MinReplicas is 5, and Deploy:MaxReplicas is 4. Lower the first, or raise the second.", Problem(("Deploy:MinReplicas", "5"), ("Deploy:MaxReplicas", "4")));

    private static DeploySettings Read(params (string Key, string Value)[] values)
    {
        Assert.True(DeploySettings.TryRead(Configuration(values), out var settings, out var problem), problem);
        return settings;
    }

    private static string Problem(params (string Key, string Value)[] values)
    {
        Assert.False(DeploySettings.TryRead(Configuration(values), out _, out var problem));
        return problem;
    }

    private static IConfigurationRoot Configuration((string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();
}
