using System.Buffers;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>
/// The messages of a client that may come back. As in SignalR's hub protocol each end counts what it sends, keeps it until the other end has
/// acknowledged it, and repeats it when the client is back. The lock of the client's writers protects it.
/// </summary>
internal sealed class NumberedMessages(ClientProtocol protocol, long maxBytes)
{
    private readonly Queue<ReadOnlyMemory<byte>> _kept = new();
    private long _keptBytes;
    private long _sent;
    private long _received;
    private long _acknowledged;
    private long _next = 1;

    /// <summary>Keeps what is sent to the client. False when that is more than may be kept.</summary>
    public bool TryKeep(ReadOnlySequence<byte> messages)
    {
        while (_keptBytes <= maxBytes && protocol.TryTake(ref messages, out var message))
        {
            if (IsNumbered(protocol.Read(message)))
            {
                _sent++;
                _keptBytes += message.Length;
                _kept.Enqueue(message.ToArray());
            }
        }
        return _keptBytes <= maxBytes;
    }

    /// <summary>What a new connection begins with: all that the client has not acknowledged, after the number of the first.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Repeat() => [protocol.Write(new SequenceMessage(_sent - _kept.Count + 1)), .. _kept];

    /// <summary>The acknowledgement of what has come since the last one; empty when there is nothing new.</summary>
    public ReadOnlyMemory<byte> TakeAck()
    {
        var isDue = _acknowledged < _received;
        _acknowledged = _received;
        return isDue ? protocol.Write(new AckMessage(_received)) : default;
    }

    /// <summary>Of what has come from the client, the messages for its app server: none that has come before, and none that is for this end.</summary>
    /// <exception cref="InvalidDataException">The client leaves out messages.</exception>
    public ReadOnlySequence<byte> Receive(ReadOnlySequence<byte> messages)
    {
        var received = new ArrayBufferWriter<byte>();
        while (protocol.TryTake(ref messages, out var message))
        {
            var read = protocol.Read(message);
            if (read is AckMessage ack)
            {
                Forget(ack.SequenceId);
            }
            else if (read is SequenceMessage sequence)
            {
                GoOnWith(sequence.SequenceId);
            }
            else if (!IsNumbered(read) || IsNew())
            {
                message.CopyTo(received.GetSpan((int)message.Length));
                received.Advance((int)message.Length);
            }
        }
        return new ReadOnlySequence<byte>(received.WrittenMemory);
    }

    private static bool IsNumbered(HubMessage? message) => message is HubInvocationMessage or StreamBindingFailureMessage;

    private bool IsNew()
    {
        var isNew = _next > _received;
        _received = Math.Max(_received, _next++);
        return isNew;
    }

    private void GoOnWith(long number)
    {
        var isNext = number > 0 && number <= _received + 1;
        _next = isNext ? number : throw new InvalidDataException($"The client goes on with message {number} after message {_received}.");
        // The last one may be lost, and a client that may keep no more waits for it.
        _acknowledged = 0;
    }

    private void Forget(long number)
    {
        while (_kept.Count > 0 && _sent - _kept.Count < number)
        {
            _keptBytes -= _kept.Dequeue().Length;
        }
    }
}
