using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

[Collection(SharedApp.Name)]
public sealed class StartTests(SharedApp shared, ITestOutputHelper output)
{
    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Start_OfTheApp_MakesEveryResourceHealthy() => _app.TestAsync(output, async limit =>
    {
        Assert.Equal(["gateway", "redis", "webapp-1", "webapp-2", "webapp-3"], _app.ResourceNames.Order());
        foreach (var name in _app.ResourceNames)
        {
            var state = await _app.App.ResourceNotifications.WaitForResourceHealthyAsync(name, limit);
            Assert.Equal(HealthStatus.Healthy, state.Snapshot.HealthStatus);
        }
    });

    [Fact]
    public Task Replicas_OfARunningApp_HaveTheConnectionStringOfRedisAndANameOfTheirOwn() => _app.TestAsync(output, async limit =>
    {
        var redis = await _app.App.GetConnectionStringAsync("redis", limit);
        foreach (var name in _app.ReplicaNames)
        {
            var replica = await _app.App.ResourceNotifications.WaitForResourceAsync(name, _ => true, limit);

            Assert.Equal(redis, Variable(replica, "ConnectionStrings__redis"));
            Assert.Equal(name, Variable(replica, "Replica__Name"));
            Assert.Equal(_app.App.GetEndpoint(name).Port, new Uri(Variable(replica, "ASPNETCORE_URLS")!).Port);
        }
    });

    [Fact]
    public Task Replicas_OfARunningApp_AreOneProcessEach() => _app.TestAsync(output, async limit =>
    {
        foreach (var name in _app.ReplicaNames)
        {
            using var client = _app.App.CreateHttpClient(name);
            var replica = await _app.App.ResourceNotifications.WaitForResourceAsync(name, _ => true, limit);

            Assert.Equal((await RunningApp.AskAsync(client, limit)).ProcessId, replica.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value);
        }
    });

    [Fact]
    public Task Replicas_OfARunningApp_StandUnderTheirParentWithItsCommand() => _app.TestAsync(output, async limit =>
    {
        var parent = await _app.App.ResourceNotifications.WaitForResourceAsync("webapp", change => change.Snapshot.Urls.Any(url => url.Name == "cluster"), limit);

        Assert.Equal(KnownResourceStates.Running, parent.Snapshot.State?.Text);
        Assert.Equal(new Uri(_app.Address, "/cluster").ToString(), parent.Snapshot.Urls.Single(url => url.Name == "cluster").Url);
        Assert.Equal(ResourceCommandState.Enabled, parent.Snapshot.Commands.Single(command => command.Name == "rolling-restart").State);
        foreach (var name in _app.ReplicaNames)
        {
            var replica = await _app.App.ResourceNotifications.WaitForResourceAsync(name, _ => true, limit);
            Assert.Contains(replica.Snapshot.Relationships, relationship => relationship is { Type: "Parent", ResourceName: "webapp" });
        }
    });

    [Theory]
    [InlineData("gateway", "/health")]
    [InlineData("gateway", "/alive")]
    [InlineData("webapp-1", "/health")]
    [InlineData("webapp-1", "/alive")]
    public Task Health_OfARunningPart_Is200(string resource, string path) => _app.TestAsync(output, async limit =>
    {
        using var client = _app.App.CreateHttpClient(resource);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), limit);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    });

    [Fact]
    public Task Replicas_AskedDirectly_AreProcessesWithTheirOwnNames() => _app.TestAsync(output, async limit =>
    {
        var answers = new List<ReplicaAnswer>();
        foreach (var name in _app.ReplicaNames)
        {
            using var client = _app.App.CreateHttpClient(name);
            answers.Add(await RunningApp.AskAsync(client, limit));
        }

        Assert.Equal(_app.ReplicaNames, answers.Select(a => a.Name));
        Assert.Equal(answers.Count, answers.Select(a => a.ProcessId).Distinct().Count());
    });

    [Fact]
    public Task Home_OfEveryReplica_IsPrerendered() => _app.TestAsync(output, async limit =>
    {
        foreach (var name in _app.ReplicaNames)
        {
            using var client = _app.App.CreateHttpClient(name);
            Assert.Contains(name, await client.GetStringAsync(new Uri("/", UriKind.Relative), limit), StringComparison.Ordinal);
        }
    });

    private static string? Variable(ResourceEvent resource, string name) =>
        resource.Snapshot.EnvironmentVariables.SingleOrDefault(variable => variable.Name == name)?.Value;
}
