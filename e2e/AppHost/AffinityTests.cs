using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

[Collection(SharedApp.Name)]
public sealed class AffinityTests(SharedApp shared, ITestOutputHelper output)
{
    private const int Requests = 10;
    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Requests_OfOneVisitor_StayOnOneReplica() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        var first = await RunningApp.AskAsync(visitor, limit);
        for (var i = 1; i < Requests; i++)
        {
            Assert.Equal(first, await RunningApp.AskAsync(visitor, limit));
        }
    });

    [Fact]
    public Task Requests_OfSeveralVisitors_ReachEveryReplica() => _app.TestAsync(output, async limit =>
    {
        var served = new HashSet<string>();
        for (var i = 0; i < 3 * _app.ReplicaNames.Count(); i++)
        {
            using var visitor = _app.NewVisitor();
            served.Add((await RunningApp.AskAsync(visitor, limit)).Name);
        }

        Assert.Equal(_app.ReplicaNames, served.Order());
    });

    [Fact]
    public Task Cookie_OfTheGateway_IsForTheServerOnly() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        using var response = await visitor.GetAsync(new Uri("/replica", UriKind.Relative), limit);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("webapp", cookie, StringComparison.OrdinalIgnoreCase);
    });
}
