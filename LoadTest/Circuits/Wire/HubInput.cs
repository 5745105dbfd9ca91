using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>Puts together again what a WebSocket brings in pieces.</summary>
internal sealed class HubInput(WebSocket socket)
{
    private const int LeastSpace = 4 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public async Task ReadHandshakeAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = Pending.IndexOf(BlazorPack.EndOfHandshake)) < 0)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                throw new HubClosedException("the server closed the socket during the handshake.");
            }
        }
        var answer = Encoding.UTF8.GetString(Pending[..length]);
        _start += length + 1;
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.TryGetProperty("error", out var error))
        {
            throw new HubException($"The handshake was refused: {error.GetString()}");
        }
    }

    /// <summary>The next message; null when the server has closed the socket.</summary>
    public async Task<HubMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        HubMessage? message;
        while ((message = TakeMessage()) is null)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                return null;
            }
        }
        return message;
    }

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    private HubMessage? TakeMessage()
    {
        var pending = Pending;
        var message = BlazorPack.Read(ref pending);
        _start = _end - pending.Length;
        return message;
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            // Most pages are idle most of the time, and hold no buffer then.
            Take([]);
            var idle = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (idle.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }
        }
        MakeSpace();
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += received.Count;
        return received.MessageType != WebSocketMessageType.Close;
    }

    private void MakeSpace()
    {
        if (_buffer.Length - _end >= LeastSpace)
        {
            return;
        }
        Take(ArrayPool<byte>.Shared.Rent(Math.Max(LeastSpace, 2 * Pending.Length + LeastSpace)));
    }

    /// <summary>Goes on in another buffer.</summary>
    private void Take(byte[] next)
    {
        Pending.CopyTo(next);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
        (_end, _start, _buffer) = (_end - _start, 0, next);
    }
}
