using System.Threading.Channels;
using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Wire;

namespace Embedded.SignalR.Redis.Link;

/// <summary>Takes what comes from the channel, in order, and believes none of it.</summary>
internal sealed class Receiver(
    Guid server,
    Peers peers,
    Asks asks,
    Func<Guid, BackplaneMessage, ValueTask> handle,
    Action greet,
    LinkStatus status,
    BackplaneLimits limits,
    BackplaneReport report,
    TimeProvider time)
{
    // A frame that finds no room is missed like one that was lost on the way: the next one tells.
    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(limits.WaitingFrames)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.DropWrite,
    });

    private long _echoAt;

    /// <summary>How long ago this server has last heard itself.</summary>
    public TimeSpan SinceEcho => time.GetElapsedTime(Volatile.Read(ref _echoAt));

    public void Received(byte[] data) => _waiting.Writer.TryWrite(data);

    public async Task RunAsync(CancellationToken stopping)
    {
        Volatile.Write(ref _echoAt, time.GetTimestamp());
        await foreach (var data in _waiting.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await TakeAsync(data);
            }
            catch (InvalidDataException problem)
            {
                report.Malformed(problem);
            }
        }
    }

    private ValueTask TakeAsync(byte[] data)
    {
        if (!Frame.TryReadServer(data, out var from))
        {
            report.Foreign();
            return ValueTask.CompletedTask;
        }

        if (from != server)
        {
            return TakeAsync(Frame.Read(data));
        }

        Volatile.Write(ref _echoAt, time.GetTimestamp());
        status.Echoed();
        if (!asks.AreNone)
        {
            AnswerOwn(Frame.Read(data));
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask TakeAsync(Frame frame)
    {
        var missed = peers.Heard(frame, out var isNew);
        if (isNew)
        {
            greet();
        }

        report.Missed(missed);
        if (missed > 0 || frame.IsLast)
        {
            asks.Lost(frame.Server);
        }

        report.Received(frame.Messages.Count);
        foreach (var body in frame.Messages)
        {
            try
            {
                await handle(frame.Server, MessageCodec.Read(body));
            }
            catch (InvalidDataException problem)
            {
                report.Malformed(problem);
            }
            catch (Exception problem)
            {
                report.NotHandled(problem);
            }
        }
    }

    /// <summary>Redis counts this server among those that it gave a question to, and this one asks because it does not have the connection.</summary>
    private void AnswerOwn(Frame frame)
    {
        foreach (var question in frame.Messages.Select(MessageCodec.Read).OfType<Question>())
        {
            asks.Answered(server, question.Id, Answer.Of(AnswerKind.NotHere));
        }
    }
}
