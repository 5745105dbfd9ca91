using System.Threading.Channels;
using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Wire;

namespace Embedded.SignalR.Redis.Link;

/// <summary>
/// Gives every message its number and sends it. One frame is under way at a time: what comes meanwhile makes the next, so that the frames grow
/// with the load. While Redis is away messages are dropped at once, each with its number, and beats find out when it is back.
/// </summary>
internal sealed class Publisher(
    Guid server, Func<byte[], Task<long>> publish, LinkStatus status, BackplaneLimits limits, BackplaneReport report, TimeProvider time)
{
    private const int BusyFrom = 8;
    private const int Turns = 16;
    private readonly Channel<Outgoing> _waiting = Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(limits.Waiting) { SingleReader = true });
    private ulong _next = 1;
    private long _skipped;

    public Guid Server { get; } = server;

    /// <exception cref="InvalidOperationException">The message is too large.</exception>
    public ValueTask PostAsync(BackplaneMessage message, Ask? ask = null)
    {
        var body = MessageCodec.Write(message);
        if (body.Length > limits.MessageBytes)
        {
            throw new InvalidOperationException(
                $"A message of {body.Length} bytes does not go through Redis, which takes {limits.MessageBytes}. Send less, or the address of what you send.");
        }

        var outgoing = new Outgoing(body, ask);
        if (status.IsAway)
        {
            Drop(outgoing, "away");
            return ValueTask.CompletedTask;
        }

        return _waiting.Writer.TryWrite(outgoing) ? ValueTask.CompletedTask : PostInTimeAsync(outgoing);
    }

    /// <summary>Not needed where there is no room: then there are messages, which tell as much.</summary>
    public void Beat() => _waiting.Writer.TryWrite(Outgoing.Beat);

    public byte[] Farewell() => new Frame(Server, IsLast: true, _next, []).ToArray();

    public async Task RunAsync(CancellationToken stopping)
    {
        var busy = false;
        while (await _waiting.Reader.WaitToReadAsync(stopping))
        {
            if (busy)
            {
                await LetOthersAddAsync();
            }

            var gathered = Gather();
            busy = gathered.Count >= BusyFrom;
            await PublishAsync(gathered, stopping);
        }
    }

    /// <summary>Each frame costs every server the same whatever is in it. Where many are sent, those who send come first: it takes no time where nobody does.</summary>
    private async Task LetOthersAddAsync()
    {
        for (var turn = 0; turn < Turns && _waiting.Reader.Count < BusyFrom * Turns; turn++)
        {
            await Task.Yield();
        }
    }

    /// <summary>The queue lets in those who wait in the order in which they came.</summary>
    private async ValueTask PostInTimeAsync(Outgoing outgoing)
    {
        using var limit = new CancellationTokenSource(limits.Room, time);
        try
        {
            await _waiting.Writer.WriteAsync(outgoing, limit.Token);
        }
        catch (OperationCanceledException)
        {
            Drop(outgoing, "full");
        }
    }

    private List<Outgoing> Gather()
    {
        var gathered = new List<Outgoing>();
        for (var size = 0; size < limits.FrameBytes && _waiting.Reader.TryRead(out var outgoing);)
        {
            if (!outgoing.IsBeat)
            {
                gathered.Add(outgoing);
                size += outgoing.Body.Length;
            }
        }

        return gathered;
    }

    private async Task PublishAsync(List<Outgoing> gathered, CancellationToken stopping)
    {
        _next += (ulong)Interlocked.Exchange(ref _skipped, 0);
        var frame = new Frame(Server, IsLast: false, _next, gathered.ConvertAll(outgoing => (ReadOnlyMemory<byte>)outgoing.Body));
        _next += (ulong)gathered.Count;
        try
        {
            var servers = await publish(frame.ToArray()).WaitAsync(limits.Publish, time, stopping);
            status.Works();
            report.Published(gathered.Count);
            gathered.ForEach(outgoing => outgoing.Ask?.Published(servers));
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            status.Fails(problem);
            report.Unsent(problem is TimeoutException ? "timeout" : "away", gathered.Count);
            gathered.ForEach(outgoing => outgoing.Ask?.End(AnswerKind.NotSent));
            DropWaiting();
        }
    }

    private void DropWaiting()
    {
        var hadBeat = false;
        while (_waiting.Reader.TryRead(out var outgoing))
        {
            hadBeat |= outgoing.IsBeat;
            if (!outgoing.IsBeat)
            {
                Drop(outgoing, "away");
            }
        }

        if (hadBeat)
        {
            Beat();
        }
    }

    private void Drop(Outgoing outgoing, string reason)
    {
        Interlocked.Increment(ref _skipped);
        report.Unsent(reason, 1);
        outgoing.Ask?.End(AnswerKind.NotSent);
    }
}
