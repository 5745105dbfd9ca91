using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.AppHost;

/// <summary>The description of the app; nothing is started.</summary>
public sealed class AppModelTests
{
    [Fact]
    public async Task Model_ByDefault_HasThreeReplicas() =>
        Assert.Equal(["gateway", "redis", "webapp-1", "webapp-2", "webapp-3"], await NamesAsync());

    [Theory]
    [InlineData("--replicas", "1")]
    [InlineData("--replicas=1")]
    [InlineData("--AppHost:Replicas", "1")]
    public async Task Model_WithOneReplicaAskedFor_HasOne(params string[] args) =>
        Assert.Equal(["gateway", "redis", "webapp-1"], await NamesAsync(args));

    [Fact]
    public async Task Model_WithTheMostReplicas_HasThemAll()
    {
        var names = await NamesAsync("--replicas", "32");

        Assert.Equal(Enumerable.Range(1, 32).Select(i => $"webapp-{i}").Order(), names.Where(n => n.StartsWith("webapp-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Model_WhenPublished_HasOneWebAppAndNoGateway()
    {
        using var folder = new TemporaryFolder();

        var names = await NamesAsync("--publisher", "manifest", "--output-path", Path.Combine(folder.Path, "manifest.json"));

        Assert.Equal(["redis", "webapp"], names);
    }

    private static async Task<IEnumerable<string>> NamesAsync(params string[] args)
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(args);
        return [.. builder.Resources.Where(r => r is ProjectResource or RedisResource).Select(r => r.Name).Order()];
    }
}
