using BlazorAspire.Tests.Support.SignalR;
using Embedded.Tests.Redis;
using Embedded.Tests.SignalR.Redis.Support;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.Tests.SignalR.Redis;

/// <summary>Results that one server wants of a client, on the other server where nothing else is said.</summary>
[Collection(GarnetCollection.Name)]
public sealed class ClientResultTests(GarnetServer redis)
{
    private const string Method = "Question";

    public static TheoryData<Transport> Transports => SendTests.Transports;

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Invoke_OfAClientOnEitherServer_GivesItsResult(Transport transport)
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync(transport);
        await using var there = await servers.B.ConnectAsync(transport);
        here.Answers[Method] = there.Answers[Method] = arguments => Task.FromResult<object?>(arguments[0].GetInt32() + 1);

        Assert.Equal(8, await servers.A.Clients.Client(here.Id).InvokeAsync<int>(Method, 7, default));
        Assert.Equal(8, await servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, 7, default));
    }

    [Fact]
    public async Task Invoke_ClientHasNoValue_GivesNull()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        there.Answers[Method] = _ => Task.FromResult<object?>(null);

        Assert.Null(await servers.A.Clients.Client(there.Id).InvokeAsync<string?>(Method, default));
    }

    [Fact]
    public async Task Invoke_ClientAnswersWithAnError_IsThatError()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        there.Answers[Method] = _ => throw new InvalidOperationException("not now");

        var problem = await Assert.ThrowsAsync<HubException>(() => servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, default));

        Assert.Equal("not now", problem.Message);
    }

    [Fact]
    public async Task Invoke_ClientAnswersWithAnotherType_IsAnErrorAndTheClientStays()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        there.Answers[Method] = _ => Task.FromResult<object?>("seven");

        await Assert.ThrowsAsync<HubException>(() => servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, default));

        there.Answers[Method] = _ => Task.FromResult<object?>(7);
        Assert.Equal(7, await servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, default));
    }

    [Fact]
    public async Task Invoke_ConnectionThatNoServerHas_SaysSo()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);

        var problem = await Assert.ThrowsAsync<IOException>(() => servers.A.Clients.Client("nobody").InvokeAsync<int>(Method, default));

        Assert.Equal("Connection 'nobody' does not exist.", problem.Message);
    }

    [Fact]
    public async Task Invoke_ClientGoesBeforeItAnswers_SaysSo()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();
        var (askedHere, askedThere) = (NeverAnswer(here), NeverAnswer(there));
        var ofHere = servers.A.Clients.Client(here.Id).InvokeAsync<int>(Method, default);
        var ofThere = servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, default);
        await Task.WhenAll(askedHere, askedThere);

        await here.DisposeAsync();
        await there.DisposeAsync();

        Assert.Equal($"Connection '{here.Id}' disconnected.", (await Assert.ThrowsAsync<IOException>(() => ofHere)).Message);
        Assert.Equal($"Connection '{there.Id}' disconnected.", (await Assert.ThrowsAsync<IOException>(() => ofThere)).Message);
    }

    [Fact]
    public async Task Invoke_Cancelled_EndsAndNobodyWaitsForTheAnswer()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        var asked = NeverAnswer(there);
        var result = servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, cancellation.Token);
        await asked;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result);
        Assert.True(servers.A.Manager.Backplane.Asks.AreNone);
        // What was sent after the cancellation comes after it.
        await servers.A.Clients.Client(there.Id).SendAsync(TestHub.Message, "later");
        await there.NextTextAsync();
        Assert.True(servers.B.Manager.Backplane.Results.AreNone);
    }

    [Fact]
    public async Task Invoke_ServerOfTheClientEnds_SaysSo()
    {
        await using var a = await HubServer.StartAsync(redis.ConnectionString);
        var b = await HubServer.StartAsync(redis.ConnectionString);
        await Task.WhenAll(a.Connected, b.Connected);
        await using var there = await b.ConnectAsync();
        var asked = NeverAnswer(there);
        var result = a.Clients.Client(there.Id).InvokeAsync<int>(Method, default);
        await asked;

        await b.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => result);
    }

    [Fact]
    public async Task Invoke_ServerOfTheClientFallsSilent_SaysSo()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        var asked = NeverAnswer(there);
        var result = servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, default);
        await asked;

        servers.B.Manager.Backplane.Vanish();

        var problem = await Assert.ThrowsAsync<IOException>(() => result);
        Assert.Contains("its server is gone", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_OfAnswersByAnotherClient_AreNotTaken()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        await using var forger = await servers.B.ConnectAsync();
        var invocation = new TaskCompletionSource<string>();
        there.Asked += invocation.SetResult;
        var result = servers.A.Clients.Client(there.Id).InvokeAsync<int>(Method, default);
        var id = await invocation.Task;

        await forger.CompleteAsync(id, 666);
        await forger.InvokeAsync("Id");
        await there.CompleteAsync(id, 7);

        Assert.Equal(7, await result);
    }

    private static Task NeverAnswer(HubClient client)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Answers[Method] = _ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<object?>().Task;
        };
        return asked.Task;
    }
}
