using BlazorAspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.Hosting;

public sealed class ReplicaAppOptionsTests
{
    [Fact]
    public void Read_WithoutSettings_GivesDefaults() => Assert.Equal(new ReplicaAppOptions(3, 5080, Backplane.Redis, RedisServer.Embedded), Read());

    [Theory]
    [InlineData(1, "--replicas", "1")]
    [InlineData(5, "--replicas", "5")]
    [InlineData(5, "--replicas=5")]
    [InlineData(5, "--REPLICAS", "5")]
    [InlineData(5, "--AppHost:Replicas", "5")]
    [InlineData(32, "--replicas", "32")]
    public void Read_WithReplicas_GivesThem(int expected, params string[] args) => Assert.Equal(expected, Read(args).Replicas);

    [Theory]
    [InlineData("0")]
    [InlineData("33")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("2.5")]
    [InlineData("99999999999999999999")]
    public void Read_WithReplicasOutOfRange_SaysTheRange(string text) =>
        Assert.Equal($"--replicas is '{text}'. Use a whole number from 1 to 32, such as 3.", Problem($"--replicas={text}"));

    [Fact]
    public void Read_WithAWrongConfigurationKey_NamesTheKey() =>
        Assert.Equal("AppHost:Replicas is '0'. Use a whole number from 1 to 32, such as 3.", Problem("--AppHost:Replicas", "0"));

    [Fact]
    public void Read_WithBoth_PrefersTheOption() => Assert.Equal(2, Read("--AppHost:Replicas", "7", "--replicas", "2").Replicas);

    [Theory]
    [InlineData("-1")]
    [InlineData("65536")]
    public void Read_WithPortOutOfRange_SaysTheRange(string text) =>
        Assert.Equal($"--port is '{text}'. Use a whole number from 0 to 65535, such as 5080.", Problem($"--port={text}"));

    [Theory]
    [InlineData(0)]
    [InlineData(6001)]
    public void Read_WithPort_GivesIt(int port) => Assert.Equal(port, Read($"--port={port}").Port);

    [Fact]
    public void Read_WithAPortFromElsewhere_DoesNotTakeItForTheOption()
    {
        var environment = new ConfigurationBuilder().AddInMemoryCollection([new("PORT", "3000")]).Build();

        Assert.Equal(5080, ReplicaAppOptions.Read([], environment, out _)?.Port);
    }

    [Theory]
    [InlineData("redis", 0)]
    [InlineData("Azure-SignalR", 1)]
    [InlineData("none", 2)]
    public void Read_WithABackplane_GivesIt(string text, int expected)
    {
        Assert.Equal((Backplane)expected, Read("--backplane", text).Backplane);
        Assert.Equal((Backplane)expected, Read("--AppHost:Backplane", text).Backplane);
    }

    [Theory]
    [InlineData("rabbit")]
    [InlineData("")]
    [InlineData("AzureSignalR")]
    public void Read_WithAnUnknownBackplane_SaysTheKnown(string text)
    {
        Assert.Equal($"--backplane is '{text}'. Use redis, azure-signalr or none.", Problem($"--backplane={text}"));
        Assert.Equal($"AppHost:Backplane is '{text}'. Use redis, azure-signalr or none.", Problem($"--AppHost:Backplane={text}"));
    }

    [Theory]
    [InlineData("embedded", RedisServer.Embedded)]
    [InlineData("container", RedisServer.Container)]
    public void Read_WithARedis_GivesIt(string text, RedisServer expected) => Assert.Equal(expected, Read("--redis", text).Redis);

    [Fact]
    public void Read_WithAnUnknownRedis_SaysTheKnown() => Assert.Equal("--redis is 'valkey'. Use embedded or container.", Problem("--redis", "valkey"));

    [Theory]
    [InlineData]
    [InlineData("--redis", "container")]
    public void Read_WithAConnectionString_UsesThatServer(params string[] args) =>
        Assert.Equal(RedisServer.External, Read(["--ConnectionStrings:redis", "cache.example:6380", .. args]).Redis);

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--ConnectionStrings:signalr", " ")]
    [InlineData(true, "--ConnectionStrings:signalr", "Endpoint=https://contoso.service.signalr.net;AuthType=azure")]
    public void Read_WithAConnectionStringOfSignalR_KnowsIt(bool expected, params string[] args) => Assert.Equal(expected, Read(args).HasSignalR);

    private static ReplicaAppOptions Read(params string[] args) =>
        ReplicaAppOptions.Read(args, Configuration(args), out var problem) ?? throw new InvalidOperationException(problem);

    private static string? Problem(params string[] args)
    {
        Assert.Null(ReplicaAppOptions.Read(args, Configuration(args), out var problem));
        return problem;
    }

    private static IConfigurationRoot Configuration(string[] args) => new ConfigurationBuilder().AddCommandLine(args).Build();
}
