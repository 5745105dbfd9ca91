using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>A WebSocket on which blazorpack is spoken. It ends by itself when the server is silent for too long.</summary>
internal sealed class HubConnection : IAsyncDisposable
{
    // What Blazor's script uses: a ping every 15 s, and no server that says nothing for 30 s.
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ServerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly IHubReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> _calls = new();
    private readonly CancellationTokenSource _over = new();
    private ITimer? _pings;
    private long _heard;
    private int _lastCall;
    private string _reason = "the socket broke.";

    private HubConnection(WebSocket socket, IHubReceiver receiver, TimeProvider time)
    {
        (_socket, _receiver, _time) = (socket, receiver, time);
        _heard = time.GetTimestamp();
    }

    /// <summary>Completes, and never fails, with the reason for which the connection is no more.</summary>
    public Task<string> Ended { get; private set; } = Task.FromResult("");

    /// <summary>Speaks the handshake on an open socket, which then belongs to the connection.</summary>
    public static async Task<HubConnection> StartAsync(WebSocket socket, IHubReceiver receiver, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new HubConnection(socket, receiver, time);
        var input = new HubInput(socket);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(BlazorPack.Handshake), WebSocketMessageType.Binary, true, cancellationToken);
            await input.ReadHandshakeAsync(cancellationToken);
        }
        catch (Exception problem)
        {
            await connection.DisposeAsync();
            if (problem is WebSocketException or HubException)
            {
                throw new HubClosedException(problem.Message, problem);
            }
            throw;
        }
        connection._pings = time.CreateTimer(_ => connection.OnPing(), null, PingInterval, PingInterval);
        connection.Ended = connection.ReadAsync(input);
        return connection;
    }

    /// <summary>Calls without waiting for an answer.</summary>
    public Task SendAsync(string target, params IReadOnlyList<object?> arguments) => SendAsync(new HubMessage.Invocation(null, target, arguments));

    /// <summary>Calls, and gives the result.</summary>
    /// <exception cref="HubException">The hub answered with an error.</exception>
    /// <exception cref="HubClosedException">The connection ended before the answer came.</exception>
    public async Task<object?> InvokeAsync(string target, CancellationToken cancellationToken, params IReadOnlyList<object?> arguments)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        try
        {
            await SendAsync(new HubMessage.Invocation(id, target, arguments));
            await using var end = _over.Token.Register(() => answer.TrySetException(new HubClosedException(_reason)));
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    /// <summary>Ends it without a word, as a network that breaks does.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using var limit = new CancellationTokenSource(CloseLimit, _time);
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                await Ended.WaitAsync(limit.Token);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
            {
                // The other side is gone, or does not answer: aborted below.
            }
        }
        _socket.Abort();
        await Ended;
        _socket.Dispose();
    }

    private async Task SendAsync(HubMessage message)
    {
        var bytes = BlazorPack.Write(message);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Why it broke says more than what a broken socket says of itself.
            throw new HubClosedException(_over.IsCancellationRequested ? _reason : gone.Message, gone);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<string> ReadAsync(HubInput input)
    {
        try
        {
            _reason = await ReadUntilClosedAsync(input);
        }
        catch (Exception problem)
        {
            _reason = $"{problem.GetType().Name}: {problem.Message}";
        }
        if (_pings is not null)
        {
            await _pings.DisposeAsync();
        }
        _socket.Abort();
        await _over.CancelAsync();
        return _reason;
    }

    private async Task<string> ReadUntilClosedAsync(HubInput input)
    {
        while (await input.ReadAsync(CancellationToken.None) is { } message)
        {
            Volatile.Write(ref _heard, _time.GetTimestamp());
            switch (message)
            {
                case HubMessage.Invocation call:
                    await AnswerAsync(call);
                    break;
                case HubMessage.Completion completion when _calls.TryRemove(completion.Id, out var waiting):
                    Complete(waiting, completion);
                    break;
                case HubMessage.Close close:
                    return close.Error is null ? "the server closed it." : $"the server closed it: {close.Error}";
            }
        }
        return "the server closed the socket.";
    }

    private async Task AnswerAsync(HubMessage.Invocation call)
    {
        var (error, result) = await ReceiveAsync(call);
        if (call.Id is not null)
        {
            await SendAsync(new HubMessage.Completion(call.Id, error, result));
        }
    }

    private async Task<(string? Error, object? Result)> ReceiveAsync(HubMessage.Invocation call)
    {
        try
        {
            return (null, await _receiver.ReceiveAsync(this, call));
        }
        catch (HubException refused)
        {
            return (refused.Message, null);
        }
    }

    private static void Complete(TaskCompletionSource<object?> waiting, HubMessage.Completion completion)
    {
        if (completion.Error is { } error)
        {
            waiting.TrySetException(new HubException(error));
        }
        else
        {
            waiting.TrySetResult(completion.Result);
        }
    }

    private void OnPing()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _heard)) > ServerTimeout)
        {
            _socket.Abort();
            return;
        }
        // A ping that cannot be sent needs no word: the read loop ends with the reason.
        _ = SendAsync(new HubMessage.Ping()).ContinueWith(sent => sent.Exception, TaskScheduler.Default);
    }
}
