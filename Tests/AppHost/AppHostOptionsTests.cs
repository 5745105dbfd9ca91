using BlazorAspire.AppHost;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.AppHost;

public sealed class AppHostOptionsTests
{
    [Fact]
    public void TryRead_WithoutSettings_GivesDefaults() => Assert.Equal(new AppHostOptions(3, 5080), Read());

    [Theory]
    [InlineData(1, "--replicas", "1")]
    [InlineData(5, "--replicas", "5")]
    [InlineData(5, "--replicas=5")]
    [InlineData(5, "--REPLICAS", "5")]
    [InlineData(5, "--AppHost:Replicas", "5")]
    [InlineData(32, "--replicas", "32")]
    public void TryRead_WithReplicas_GivesThem(int expected, params string[] args) => Assert.Equal(expected, Read(args).Replicas);

    [Theory]
    [InlineData("0")]
    [InlineData("33")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("2.5")]
    [InlineData("99999999999999999999")]
    public void TryRead_WithReplicasOutOfRange_SaysTheRange(string text) =>
        Assert.Equal($"--replicas is '{text}'. Use a whole number from 1 to 32, such as 3.", Problem($"--replicas={text}"));

    [Fact]
    public void TryRead_WithAWrongConfigurationKey_NamesTheKey() =>
        Assert.Equal("AppHost:Replicas is '0'. Use a whole number from 1 to 32, such as 3.", Problem("--AppHost:Replicas", "0"));

    [Fact]
    public void TryRead_WithBoth_PrefersTheOption() => Assert.Equal(2, Read("--AppHost:Replicas", "7", "--replicas", "2").Replicas);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    public void TryRead_WithPortOutOfRange_SaysTheRange(string text) =>
        Assert.Equal($"--port is '{text}'. Use a whole number from 1 to 65535, such as 5080.", Problem("--port", text));

    [Fact]
    public void TryRead_WithPort_GivesIt() => Assert.Equal(6001, Read("--port", "6001").Port);

    [Fact]
    public void TryRead_WithAPortFromElsewhere_DoesNotTakeItForTheOption()
    {
        var environment = new ConfigurationBuilder().AddInMemoryCollection([new("PORT", "3000")]).Build();

        Assert.True(AppHostOptions.TryRead([], environment, out var options, out _));
        Assert.Equal(5080, options.Port);
    }

    [Theory]
    [InlineData("redis", 0)]
    [InlineData("Azure-SignalR", 1)]
    [InlineData("none", 2)]
    public void TryRead_WithABackplane_GivesIt(string text, int expected)
    {
        Assert.Equal((Backplane)expected, Read("--backplane", text).Backplane);
        Assert.Equal((Backplane)expected, Read("--AppHost:Backplane", text).Backplane);
    }

    [Theory]
    [InlineData("rabbit")]
    [InlineData("")]
    [InlineData("AzureSignalR")]
    public void TryRead_WithAnUnknownBackplane_SaysTheKnown(string text)
    {
        Assert.Equal($"--backplane is '{text}'. Use redis, azure-signalr or none.", Problem($"--backplane={text}"));
        Assert.Equal($"AppHost:Backplane is '{text}'. Use redis, azure-signalr or none.", Problem($"--AppHost:Backplane={text}"));
    }

    [Fact]
    public void TryRead_WhenPublished_TakesOptionsOfANewerTool()
    {
        Assert.True(AppHostOptions.TryRead(["--newer", "x", "--backplane", "none"], Configuration([]), out var options, out _, isPublished: true));
        Assert.Equal(Backplane.None, options.Backplane);
    }

    [Fact]
    public void TryRead_WithAMistakeInTheCommandLine_TellsIt() => Assert.StartsWith("Option '--replica' is not known.", Problem("--replica", "3"), StringComparison.Ordinal);

    [Fact]
    public void ReplicaNames_OfThree_CountFromOne() => Assert.Equal(["webapp-1", "webapp-2", "webapp-3"], new AppHostOptions(3, 5080).ReplicaNames);

    private static AppHostOptions Read(params string[] args)
    {
        Assert.True(AppHostOptions.TryRead(args, Configuration(args), out var options, out var problem), problem);
        return options;
    }

    private static string Problem(params string[] args)
    {
        Assert.False(AppHostOptions.TryRead(args, Configuration(args), out _, out var problem));
        return problem;
    }

    private static IConfigurationRoot Configuration(string[] args) => new ConfigurationBuilder().AddCommandLine(args).Build();
}
