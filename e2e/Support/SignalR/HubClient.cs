using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace BlazorAspire.Tests.Support.SignalR;

/// <summary>A SignalR client by hand: negotiation, one of the three transports, and the hub protocol as JSON.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly Channel<JsonElement> _callbacks = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _items = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _left = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly HubTransport _transport;
    private int _number;
    private bool _isDisposed;

    private HubClient(string id, HubTransport transport)
    {
        Id = id;
        _transport = transport;
        Reading = ReadAsync();
    }

    /// <summary>The connection's, as the server knows it.</summary>
    public string Id { get; }

    /// <summary>Calls of the server, as they stand on the wire.</summary>
    public ChannelReader<JsonElement> Callbacks => _callbacks.Reader;

    /// <summary>Items of streams.</summary>
    public ChannelReader<JsonElement> Items => _items.Reader;

    /// <summary>What the server asks this client for: the answer to each method, or an exception.</summary>
    public ConcurrentDictionary<string, Func<JsonElement[], Task<object?>>> Answers { get; } = new();

    /// <summary>With the id of each call for a result that this client does not answer by itself.</summary>
    public event Action<string>? Asked;

    /// <summary>Ends with the connection.</summary>
    public Task Reading { get; }

    /// <param name="http">Has the address of the server and keeps the cookies, and so the replica.</param>
    /// <param name="hub">Path and query of the hub.</param>
    public static async Task<HubClient> ConnectAsync(HttpClient http, string hub, Transport transport, CancellationToken limit)
    {
        var at = new Uri(http.BaseAddress!, hub);
        var answer = await NegotiateAsync(http, at, limit);
        if (answer.TryGetProperty("url", out var service))
        {
            // The app's connections are held by a service.
            at = With(new Uri(service.GetString()!), "", $"access_token={answer.GetProperty("accessToken").GetString()}");
            answer = await NegotiateAsync(http, at, limit);
        }
        Assert.Contains(answer.GetProperty("availableTransports").EnumerateArray(), offered => offered.GetProperty("transport").GetString() == $"{transport}");
        var address = With(at, "", $"id={Uri.EscapeDataString(answer.GetProperty("connectionToken").GetString()!)}");
        var client = new HubClient(answer.GetProperty("connectionId").GetString()!, await HubTransport.OpenAsync(transport, address, http, limit));
        await client.SendAsync(new { protocol = "json", version = 1 }, limit);
        await client._greeted.Task.WaitAsync(limit);
        return client;
    }

    public async Task<JsonElement> CallAsync(string method, CancellationToken limit, params object?[] arguments)
    {
        var id = NextId();
        var answer = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(new { type = 1, invocationId = id, target = method, arguments }, limit);
        if (await Task.WhenAny(answer.Task, Reading).WaitAsync(limit) == Reading)
        {
            answer.TrySetException(new IOException("The hub connection is closed."));
        }
        return await answer.Task;
    }

    /// <summary>Begins a stream, whose items come to <see cref="Items"/>. Gives its id.</summary>
    public async Task<string> StreamAsync(string method, CancellationToken limit, params object?[] arguments)
    {
        var id = NextId();
        await SendAsync(new { type = 4, invocationId = id, target = method, arguments }, limit);
        return id;
    }

    public Task CancelStreamAsync(string id, CancellationToken limit) => SendAsync(new { type = 5, invocationId = id }, limit);

    /// <summary>Answers a call that the server has made, to whomever.</summary>
    public Task CompleteAsync(string invocationId, object? result, CancellationToken limit) => SendAsync(new { type = 3, invocationId, result }, limit);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _left.CancelAsync();
        await Reading;
        await _transport.DisposeAsync();
        _left.Dispose();
        _sending.Dispose();
    }

    private static async Task<JsonElement> NegotiateAsync(HttpClient http, Uri at, CancellationToken limit)
    {
        const string version = "negotiateVersion=1";
        var address = With(at, "/negotiate", at.Query.Contains(version, StringComparison.Ordinal) ? "" : version);
        using var response = await http.PostAsync(address, null, limit);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(limit);
    }

    private string NextId() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);

    private static Uri With(Uri hub, string path, string query)
    {
        var address = new UriBuilder(hub);
        address.Path = address.Path.TrimEnd('/') + path;
        address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{query}" : query;
        return address.Uri;
    }

    private async Task SendAsync(object message, CancellationToken limit)
    {
        await _sending.WaitAsync(limit);
        try
        {
            await _transport.SendAsync(JsonSerializer.Serialize(message) + End, limit);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var problem = new IOException("The hub connection is closed.");
        try
        {
            await ReadRecordsAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException or WebSocketException)
        {
            problem = new IOException($"The hub connection is closed: {exception.Message}", exception);
        }

        _greeted.TrySetException(problem);
        _callbacks.Writer.TryComplete(problem);
        _items.Writer.TryComplete(problem);
        foreach (var call in _calls.Values)
        {
            call.TrySetException(problem);
        }
    }

    private async Task ReadRecordsAsync()
    {
        var rest = new StringBuilder();
        await foreach (var piece in _transport.ReadAsync(_left.Token))
        {
            rest.Append(piece);
            if (!piece.Contains(End, StringComparison.Ordinal))
            {
                continue;
            }

            var records = rest.ToString().Split(End);
            rest.Clear().Append(records[^1]);
            foreach (var record in records[..^1])
            {
                Take(JsonDocument.Parse(record).RootElement.Clone());
            }
        }
    }

    private void Take(JsonElement message)
    {
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 0:
                _greeted.TrySetResult();
                break;
            case 1 when message.TryGetProperty("invocationId", out var invocation):
                _ = AnswerAsync(invocation.GetString()!, message);
                break;
            case 1:
                _callbacks.Writer.TryWrite(message);
                break;
            case 2:
                _items.Writer.TryWrite(message.GetProperty("item"));
                break;
            case 3 when message.GetProperty("invocationId").GetString() is { } id:
                Complete(id, message);
                break;
        }
    }

    private void Complete(string id, JsonElement message)
    {
        var error = message.TryGetProperty("error", out var text) ? text.GetString() : null;
        if (!_calls.TryRemove(id, out var call))
        {
            _items.Writer.TryComplete(error is null ? null : new InvalidOperationException(error));
        }
        else if (error is not null)
        {
            call.TrySetException(new InvalidOperationException(error));
        }
        else
        {
            call.TrySetResult(message.TryGetProperty("result", out var result) ? result : default);
        }
    }

    private async Task AnswerAsync(string invocationId, JsonElement call)
    {
        if (!Answers.TryGetValue(call.GetProperty("target").GetString()!, out var answer))
        {
            Asked?.Invoke(invocationId);
            return;
        }

        try
        {
            await CompleteAsync(invocationId, await answer([.. call.GetProperty("arguments").EnumerateArray()]), _left.Token);
        }
        catch (InvalidOperationException problem)
        {
            await SendAsync(new { type = 3, invocationId, error = problem.Message }, _left.Token);
        }
    }
}
