using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>A WebSocket between an app server and the service. What is sent meanwhile goes out together, and who sends too much waits.</summary>
internal sealed class ServiceLink : IAsyncDisposable
{
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);
    private static readonly ServiceMessage.Ping KeepAlivePing = new([]);

    private readonly WebSocket _socket;
    private readonly TimeProvider _time;
    private readonly Pipe _out = new(new PipeOptions(pauseWriterThreshold: 4 * 1024 * 1024, resumeWriterThreshold: 2 * 1024 * 1024, useSynchronizationContext: false));
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _over = new();
    private readonly ITimer _beats;
    private readonly Task _sending;
    private long _heard;
    private long _sent;

    public ServiceLink(WebSocket socket, TimeProvider time)
    {
        (_socket, _time) = (socket, time);
        _heard = _sent = time.GetTimestamp();
        _sending = SendAllAsync();
        _beats = time.CreateTimer(_ => Beat(), null, KeepAlive, KeepAlive);
    }

    /// <summary>Cancelled when the other end is gone.</summary>
    public CancellationToken Over => _over.Token;

    /// <exception cref="IOException">The link is over.</exception>
    public Task SendAsync(ServiceMessage message) => SendAsync(MessageWriter.Write(message));

    /// <exception cref="IOException">The link is over.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frame)
    {
        await _writing.WaitAsync();
        try
        {
            var flush = _over.IsCancellationRequested ? new FlushResult(false, true) : await _out.Writer.WriteAsync(frame);
            if (flush.IsCompleted)
            {
                throw new IOException("The connection between the app server and the service is over.");
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What the other end sends, until it or the link is over.</summary>
    /// <exception cref="InvalidDataException">It sent what is no message.</exception>
    public async IAsyncEnumerable<ServiceMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(useSynchronizationContext: false));
        var receiving = ReceiveAllAsync(pipe.Writer, cancellationToken);
        try
        {
            while (true)
            {
                var result = await pipe.Reader.ReadAsync(CancellationToken.None);
                var buffer = result.Buffer;
                while (MessageReader.TryRead(ref buffer) is { } message)
                {
                    yield return message;
                }
                pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await EndAsync();
            await receiving;
        }
    }

    /// <summary>Sends what is waiting, says goodbye, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _beats.DisposeAsync();
        await _writing.WaitAsync();
        await _out.Writer.CompleteAsync();
        _writing.Release();
        using var limit = new CancellationTokenSource(CloseLimit, _time);
        try
        {
            await _sending.WaitAsync(limit.Token);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other end is gone, or does not take it: ended below.
        }
        await EndAsync();
        await _sending;
        _socket.Dispose();
    }

    private async Task EndAsync()
    {
        await _over.CancelAsync();
        _out.Reader.CancelPendingRead();
        _socket.Abort();
    }

    private void Beat()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _heard)) > Silence)
        {
            _ = EndAsync();
        }
        else if (_time.GetElapsedTime(Volatile.Read(ref _sent)) >= KeepAlive && _writing.CurrentCount > 0)
        {
            // A ping that cannot be sent needs no word: who reads learns that the link is over.
            _ = SendAsync(KeepAlivePing).ContinueWith(sent => sent.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task SendAllAsync()
    {
        // Off the caller's path: the constructor starts it.
        await Task.Yield();
        try
        {
            while (true)
            {
                var result = await _out.Reader.ReadAsync();
                if (result.IsCanceled || (result.IsCompleted && result.Buffer.IsEmpty))
                {
                    return;
                }
                await SendAsync(result.Buffer);
                _out.Reader.AdvanceTo(result.Buffer.End);
                Volatile.Write(ref _sent, _time.GetTimestamp());
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            await EndAsync();
        }
        finally
        {
            await _out.Reader.CompleteAsync();
        }
    }

    private async Task SendAsync(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
        {
            await _socket.SendAsync(bytes.First, WebSocketMessageType.Binary, endOfMessage: true, _over.Token);
            return;
        }
        foreach (var segment in bytes)
        {
            await _socket.SendAsync(segment, WebSocketMessageType.Binary, endOfMessage: false, _over.Token);
        }
        await _socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Binary, endOfMessage: true, _over.Token);
    }

    private async Task ReceiveAllAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(writer.GetMemory(16 * 1024), stop.Token);
                Volatile.Write(ref _heard, _time.GetTimestamp());
                writer.Advance(received.Count);
                if (received.MessageType == WebSocketMessageType.Close || (await writer.FlushAsync(CancellationToken.None)).IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // That is how a link ends whose other end is killed.
        }
        finally
        {
            await writer.CompleteAsync();
        }
    }
}
