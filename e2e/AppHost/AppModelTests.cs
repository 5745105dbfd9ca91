using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Hosting;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.AppHost;

/// <summary>The description of the app; nothing is started.</summary>
public sealed class AppModelTests
{
    [Fact]
    public async Task Model_ByDefault_HasTheReplicasOfItsSettings()
    {
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.PathOf("AppHost", "appsettings.json")));
        var replicas = settings.RootElement.GetProperty("AppHost").GetProperty("Replicas").GetInt32();

        Assert.Equal(["gateway", "redis", .. Enumerable.Range(1, replicas).Select(number => $"webapp-{number}").Order()], await NamesAsync());
    }

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
    public async Task Model_WhenRunWithAzureSignalR_HasTheEmulatorBesides() =>
        Assert.Equal((await NamesAsync()).Append("signalr").Order(), await NamesAsync("--backplane", "azure-signalr"));

    private static async Task<IEnumerable<string>> NamesAsync(params string[] args)
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. args, "--port", "0"]);
        return [.. builder.Resources.Where(r => r is ProjectResource or GarnetResource or SignalREmulatorResource).Select(r => r.Name).Order()];
    }
}
