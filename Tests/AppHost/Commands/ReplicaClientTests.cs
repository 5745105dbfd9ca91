using Aspire.Hosting;
using BlazorAspire.AppHost.Commands;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.AppHost.Commands;

public sealed class ReplicaClientTests : IAsyncLifetime
{
    private Gateway.FakeReplica _replica = null!;

    public async Task InitializeAsync() => _replica = await Gateway.FakeReplica.StartAsync("webapp-1");

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    [Theory]
    [InlineData(200, ReplicaCondition.Ready)]
    [InlineData(503, ReplicaCondition.NotReady)]
    [InlineData(302, ReplicaCondition.NotReady)]
    internal async Task AskAsync_Answer_Decides(int status, ReplicaCondition expected)
    {
        _replica.HealthStatus = status;

        Assert.Equal(expected, await AskAsync());
    }

    [Fact]
    public async Task AskAsync_NothingListens_IsDown()
    {
        await _replica.KillAsync();

        Assert.Equal(ReplicaCondition.Down, await AskAsync());
    }

    [Fact]
    public async Task DrainAsync_Done_TellsHowManyWereMoved()
    {
        var seen = "";
        _replica.Handlers["/drain"] = context =>
        {
            seen = $"{context.Request.Method} {context.Request.Headers["BlazorAspire-Drain-Key"]}";
            return context.Response.WriteAsJsonAsync(new { moved = 12, left = 3, seconds = 1.5 });
        };

        Assert.Equal(new DrainReport(12, 3), await DrainAsync());
        Assert.Equal("POST the-key", seen);
    }

    [Theory]
    [InlineData("text/plain", "Replica 'webapp-1' drains already.")]
    [InlineData("application/problem+json", """{"title":"Conflict","detail":"Replica 'webapp-1' drains already."}""")]
    public async Task DrainAsync_Conflict_PassesTheSentenceOn(string type, string body)
    {
        _replica.Handlers["/drain"] = context => AnswerAsync(context, 409, type, body);

        Assert.Equal("Replica 'webapp-1' drains already.", await ProblemAsync());
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task DrainAsync_AnotherAnswer_NamesItAndTheWayOut(int status)
    {
        _replica.Handlers["/drain"] = context => AnswerAsync(context, status, "text/plain", "");

        Assert.Equal($"Replica 'webapp-1' answered the request to drain with {status}. See its log for the cause, or use 'stop webapp-1'.", await ProblemAsync());
    }

    [Fact]
    public async Task DrainAsync_NotJson_IsABrokenDrain()
    {
        _replica.Handlers["/drain"] = context => AnswerAsync(context, 200, "application/json", "<html>");

        Assert.StartsWith("Replica 'webapp-1' broke off its drain: ", await ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAsync_ReplicaDiesMeanwhile_IsABrokenDrain()
    {
        _replica.Handlers["/drain"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.StartsWith("Replica 'webapp-1' broke off its drain: ", await ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAsync_CommandCancelled_IsCancelled()
    {
        using var given = new CancellationTokenSource();
        _replica.Handlers["/drain"] = async context =>
        {
            await given.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReplicaClient.DrainAsync("webapp-1", new Uri(_replica.Address + "/drain"), "the-key", given.Token));
    }

    [Fact]
    public async Task WaitUntilReadyAsync_ReadyLater_AsksAgain()
    {
        _replica.HealthStatus = 503;
        var asked = 0;
        _replica.HealthHandler = _ =>
        {
            _replica.HealthStatus = Interlocked.Increment(ref asked) > 1 ? 200 : 503;
            return Task.CompletedTask;
        };

        await ReplicaClient.WaitUntilReadyAsync(new Uri(_replica.Address + "/health"), CancellationToken.None);

        Assert.InRange(asked, 2, 3);
    }

    private Task<ReplicaCondition> AskAsync() => ReplicaClient.AskAsync(new Uri(_replica.Address + "/health"), CancellationToken.None);

    private Task<DrainReport> DrainAsync() => ReplicaClient.DrainAsync("webapp-1", new Uri(_replica.Address + "/drain"), "the-key", CancellationToken.None);

    private async Task<string> ProblemAsync() => (await Assert.ThrowsAsync<DistributedApplicationException>(DrainAsync)).Message;

    private static Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }
}
