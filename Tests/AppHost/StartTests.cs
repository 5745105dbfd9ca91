using System.Net;
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
}
