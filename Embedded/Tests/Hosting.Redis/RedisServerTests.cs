using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;
using Embedded.Hosting.Redis;
using Microsoft.Extensions.Configuration;

namespace Embedded.Tests.Hosting.Redis;

public sealed class RedisServerTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("redis-server-tests-");
    private readonly RedisResource _redis;

    public RedisServerTests()
    {
        _redis = DistributedApplication.CreateBuilder([]).AddRedis("redis").Resource;
        _redis.Endpoint(null).AllocatedPort = 6390;
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public void Describe_Garnet_GetsItsPasswordFromAFileAndNotTheCommandLine()
    {
        var spec = RedisServer.Describe(_redis, Context());

        Assert.EndsWith("GarnetServer.dll", spec.Arguments[0], StringComparison.Ordinal);
        Assert.DoesNotContain(spec.Arguments, a => a.Contains(_redis.Password, StringComparison.Ordinal));
        var settings = JsonDocument.Parse(File.ReadAllText(spec.Arguments[^1])).RootElement;
        Assert.Equal(_redis.Password, settings.GetProperty("Password").GetString());
        Assert.Equal("127.0.0.1", settings.GetProperty("Address").GetString());
    }

    [Fact]
    public void Describe_OwnServer_IsStartedWithAConfigurationFile()
    {
        var server = Path.Combine(_scratch.FullName, "my-redis");
        File.WriteAllText(server, "");

        var spec = RedisServer.Describe(_redis, Context(("AppHost:RedisServer", server)));

        Assert.Equal(server, spec.FileName);
        var lines = File.ReadAllLines(Assert.Single(spec.Arguments));
        Assert.Contains("bind 127.0.0.1", lines);
        Assert.Contains("port 6390", lines);
        Assert.Contains($"requirepass {_redis.Password}", lines);
    }

    [Fact]
    public void Describe_OwnServerIsMissing_NamesTheSettingAndTheWayOut()
    {
        var problem = Assert.Throws<DistributedApplicationException>(() => RedisServer.Describe(_redis, Context(("AppHost:RedisServer", "/no/such/redis"))));

        Assert.Equal("Resource 'redis': AppHost:RedisServer is '/no/such/redis', which does not exist. Give the path of a redis-server or valkey-server, or remove the setting to use Garnet.", problem.Message);
    }

    private LaunchContext Context(params (string Key, string Value)[] settings) => new("dotnet", _scratch.FullName,
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(), null);
}
