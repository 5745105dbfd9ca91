using System.Net;
using System.Threading.Channels;
using Embedded.SignalR.Redis;
using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Link;
using Embedded.SignalR.Redis.Wire;
using Embedded.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Tests.SignalR.Redis.Link;

public sealed class PublisherTests : IDisposable
{
    private static readonly BackplaneMessage Message = new CallForgotten("x");
    private readonly ManualTime _time = new();
    private readonly BackplaneReport _report = new("hub", NullLogger.Instance);
    private readonly Channel<(Frame Frame, TaskCompletionSource<long> Taken)> _published = Channel.CreateUnbounded<(Frame, TaskCompletionSource<long>)>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly LinkStatus _status;

    public PublisherTests() => _status = new LinkStatus(_report, [new DnsEndPoint("localhost", 6379)]);

    [Fact]
    public async Task Post_WhileAFrameIsUnderWay_GathersForTheNext()
    {
        var publisher = Start(new BackplaneLimits());
        await publisher.PostAsync(Message);
        var first = await NextAsync();
        await publisher.PostAsync(Message);
        await publisher.PostAsync(Message);

        first.Taken.SetResult(1);
        var second = await NextAsync();

        Assert.Equal((1UL, 1), (first.Frame.First, first.Frame.Messages.Count));
        Assert.Equal((2UL, 2), (second.Frame.First, second.Frame.Messages.Count));
    }

    [Fact]
    public async Task Beat_WithoutMessages_TellsTheNextNumber()
    {
        var publisher = Start(new BackplaneLimits());
        await publisher.PostAsync(Message);
        (await NextAsync()).Taken.SetResult(1);

        publisher.Beat();

        var beat = await NextAsync();
        Assert.Equal((2UL, 0), (beat.Frame.First, beat.Frame.Messages.Count));
    }

    [Fact]
    public async Task Post_WhileRedisIsAway_IsDroppedWithItsNumber()
    {
        var publisher = Start(new BackplaneLimits());
        var ask = new Ask(1, 0);
        await publisher.PostAsync(Message);
        (await NextAsync()).Taken.SetException(new IOException("away"));
        publisher.Beat();
        var probe = await NextAsync();

        await publisher.PostAsync(Message, ask);
        await publisher.PostAsync(Message);
        probe.Taken.SetResult(1);
        publisher.Beat();

        Assert.Equal(2UL, probe.Frame.First);
        Assert.Equal(4UL, (await NextAsync()).Frame.First);
        Assert.Equal(AnswerKind.NotSent, (await ask.Answer).Kind);
    }

    [Fact]
    public async Task Publish_WithoutAnAnswerInTime_CountsAsAway()
    {
        var limits = new BackplaneLimits();
        var publisher = Start(limits);
        await publisher.PostAsync(Message);
        await NextAsync();

        await _time.WaitForTimerAsync(due => due == limits.Publish);
        _time.Advance(limits.Publish);
        publisher.Beat();
        await NextAsync();

        Assert.True(_status.IsAway);
    }

    [Fact]
    public async Task Post_WithoutRoom_WaitsForItAndThenNoLonger()
    {
        var limits = new BackplaneLimits { Waiting = 1 };
        var publisher = Start(limits);
        await publisher.PostAsync(Message);
        var first = await NextAsync();
        await publisher.PostAsync(Message);
        var waits = publisher.PostAsync(Message).AsTask();
        var waitsInVain = publisher.PostAsync(Message).AsTask();
        Assert.False(waits.IsCompleted || waitsInVain.IsCompleted);

        first.Taken.SetResult(1);
        await waits;
        var second = await NextAsync();
        await waitsInVain;
        var late = Task.WhenAll(publisher.PostAsync(Message).AsTask(), publisher.PostAsync(Message).AsTask(), publisher.PostAsync(Message).AsTask());
        _time.Advance(limits.Room);
        await late;

        Assert.Equal(2UL, second.Frame.First);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _report.Dispose();
    }

    private Publisher Start(BackplaneLimits limits)
    {
        var publisher = new Publisher(Guid.NewGuid(), PublishAsync, _status, limits, _report, _time);
        _ = publisher.RunAsync(_stopping.Token);
        return publisher;
    }

    private Task<long> PublishAsync(byte[] data)
    {
        var taken = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _published.Writer.TryWrite((Frame.Read(data), taken));
        return taken.Task;
    }

    private async Task<(Frame Frame, TaskCompletionSource<long> Taken)> NextAsync() => await _published.Reader.ReadAsync(Limit.Token());
}
