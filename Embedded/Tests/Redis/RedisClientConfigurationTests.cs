using Aspire.StackExchange.Redis;
using Embedded.Redis;
using StackExchange.Redis;

namespace Embedded.Tests.Redis;

public sealed class RedisClientConfigurationTests
{
    private const string Section = "Aspire:StackExchange:Redis";

    [Fact]
    public void ReadSettings_NothingSet_HasTheDefaults()
    {
        var settings = Read();

        Assert.Null(settings.ConnectionString);
        Assert.False(settings.DisableHealthChecks);
        Assert.False(settings.DisableTracing);
        Assert.True(settings.DisableAutoActivation);
    }

    [Fact]
    public void ReadSettings_CommonSection_IsRead()
    {
        var settings = Read(($"{Section}:ConnectionString", "common:1"), ($"{Section}:DisableHealthChecks", "true"));

        Assert.Equal("common:1", settings.ConnectionString);
        Assert.True(settings.DisableHealthChecks);
    }

    [Fact]
    public void ReadSettings_NamedSection_WinsOverTheCommonOne()
    {
        var settings = Read(($"{Section}:ConnectionString", "common:1"), ($"{Section}:cache:ConnectionString", "named:2"));

        Assert.Equal("named:2", settings.ConnectionString);
    }

    [Fact]
    public void ReadSettings_ConnectionStrings_WinOverTheSections()
    {
        var settings = Read(($"{Section}:cache:ConnectionString", "named:2"), ("ConnectionStrings:cache", "string:3"));

        Assert.Equal("string:3", settings.ConnectionString);
    }

    [Theory]
    [InlineData("localhost:6379", false)]
    [InlineData("localhost:6379,abortConnect=true", true)]
    public void ReadOptions_AbortOnConnectFail_IsOnlySetByHand(string connectionString, bool expected)
    {
        var options = ReadOptions(connectionString, null);

        Assert.Equal(expected, options.AbortOnConnectFail);
    }

    [Fact]
    public void ReadOptions_PasswordOfAGeneratedConnectionString_IsWhole()
    {
        var options = ReadOptions("localhost:6379,password=a{b}~c=d!", null);

        Assert.Equal("a{b}~c=d!", options.Password);
        Assert.Single(options.EndPoints);
    }

    [Fact]
    public void ReadOptions_ConfigurationOptionsSection_ChangesTheConnectionString()
    {
        var options = ReadOptions(
            "localhost:6379,connectTimeout=1000", null, ($"{Section}:ConfigurationOptions:ConnectTimeout", "2000"), ($"{Section}:cache:ConfigurationOptions:ClientName", "shop"));

        Assert.Equal(2000, options.ConnectTimeout);
        Assert.Equal("shop", options.ClientName);
    }

    [Fact]
    public void ReadOptions_Configure_HasTheLastWord()
    {
        var options = ReadOptions(
            "localhost:6379", changed => changed.ConnectTimeout = 3000, ($"{Section}:ConfigurationOptions:ConnectTimeout", "2000"));

        Assert.Equal(3000, options.ConnectTimeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("password=only")]
    public void ReadOptions_NoEndPoint_SaysWhereToSetOne(string connectionString)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => ReadOptions(connectionString, null));

        Assert.Contains("'cache'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'ConnectionStrings:cache'", exception.Message, StringComparison.Ordinal);
    }

    private static RedisClientConfiguration Configuration((string, string)[] settings) =>
        new(RedisApp.CreateBuilder(settings).Configuration, RedisApp.ConnectionName);

    private static StackExchangeRedisSettings Read(params (string, string)[] settings) => Configuration(settings).ReadSettings();

    private static ConfigurationOptions ReadOptions(
        string connectionString, Action<ConfigurationOptions>? configure, params (string, string)[] settings) =>
        Configuration(settings).ReadOptions(new StackExchangeRedisSettings { ConnectionString = connectionString }, configure);
}
