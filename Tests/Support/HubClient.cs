using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace BlazorAspire.Tests.Support;

/// <summary>A SignalR client by hand: negotiation, one of the three transports, and the hub protocol as JSON.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly Channel<JsonElement> _callbacks = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _items = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _left = new();
    private readonly HttpClient _http;
    private readonly Uri _address;
    private ClientWebSocket? _socket;
    private string _unfinished = "";
    private Task _reading = Task.CompletedTask;
    private int _number;

    private HubClient(HttpClient http, Uri address)
    {
        _http = http;
        _address = address;
    }

    /// <summary>Calls of the server, as they stand on the wire.</summary>
    public ChannelReader<JsonElement> Callbacks => _callbacks.Reader;

    /// <summary>Items of streams.</summary>
    public ChannelReader<JsonElement> Items => _items.Reader;

    /// <summary>Ends with the connection.</summary>
    public Task Reading => _reading;

    /// <param name="http">Keeps the cookies, and so the replica.</param>
    /// <param name="path">Of the hub.</param>
    /// <param name="transport"><c>WebSockets</c>, <c>ServerSentEvents</c> or <c>LongPolling</c>.</param>
    /// <param name="cookies">For the WebSocket, which is no request of the client's.</param>
    public static async Task<HubClient> ConnectAsync(HttpClient http, string path, string transport, CancellationToken limit, string cookies = "")
    {
        using var response = await http.PostAsync(new Uri($"{path}/negotiate?negotiateVersion=1", UriKind.Relative), null, limit);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(limit);
        Assert.Contains(answer.GetProperty("availableTransports").EnumerateArray(), offered => offered.GetProperty("transport").GetString() == transport);
        var client = new HubClient(http, new Uri(http.BaseAddress!, $"{path}?id={answer.GetProperty("connectionToken").GetString()}"));
        await client.OpenAsync(transport, cookies, limit);
        await client.SendAsync("""{"protocol":"json","version":1}""", limit);
        await client._greeted.Task.WaitAsync(limit);
        return client;
    }

    public async Task<JsonElement> CallAsync(string method, CancellationToken limit, params object[] arguments)
    {
        var id = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var answer = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }), limit);
        return await answer.Task.WaitAsync(limit);
    }

    /// <summary>Begins a stream, whose items come to <see cref="Items"/>. Gives its id.</summary>
    public async Task<string> StreamAsync(string method, CancellationToken limit, params object[] arguments)
    {
        var id = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        await SendAsync(JsonSerializer.Serialize(new { type = 4, invocationId = id, target = method, arguments }), limit);
        return id;
    }

    public Task CancelStreamAsync(string id, CancellationToken limit) => SendAsync(JsonSerializer.Serialize(new { type = 5, invocationId = id }), limit);

    public async Task SendAsync(string message, CancellationToken limit)
    {
        var bytes = Encoding.UTF8.GetBytes(message + End);
        if (_socket is not null)
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, limit);
            return;
        }

        using var content = new ByteArrayContent(bytes);
        using var response = await _http.PostAsync(_address, content, limit);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _reading;
        _socket?.Dispose();
        _left.Dispose();
    }

    private async Task OpenAsync(string transport, string cookies, CancellationToken limit)
    {
        switch (transport)
        {
            case "WebSockets":
                _socket = new ClientWebSocket();
                _socket.Options.SetRequestHeader("Cookie", cookies);
                await _socket.ConnectAsync(new UriBuilder(_address) { Scheme = "ws" }.Uri, limit);
                _reading = ReadAsync(ReadSocketAsync);
                break;
            case "ServerSentEvents":
                var request = new HttpRequestMessage(HttpMethod.Get, _address) { Headers = { { "Accept", "text/event-stream" } } };
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
                response.EnsureSuccessStatusCode();
                _reading = ReadAsync(() => ReadEventsAsync(response));
                break;
            default:
                // The first poll opens the connection and brings nothing.
                using (var opened = await _http.GetAsync(_address, limit))
                {
                    opened.EnsureSuccessStatusCode();
                }

                _reading = ReadAsync(PollAsync);
                break;
        }
    }

    private async Task ReadAsync(Func<Task> read)
    {
        var problem = new IOException("The hub connection is closed.");
        try
        {
            await read();
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

    private async Task ReadSocketAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        while (await _socket!.ReceiveAsync(buffer.AsMemory(), _left.Token) is { MessageType: not WebSocketMessageType.Close } part)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (part.EndOfMessage)
            {
                Take(text.ToString());
                text.Clear();
            }
        }
    }

    private async Task ReadEventsAsync(HttpResponseMessage response)
    {
        using (response)
        using (var reader = new StreamReader(await response.Content.ReadAsStreamAsync(_left.Token)))
        {
            while (await reader.ReadLineAsync(_left.Token) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    Take(line["data: ".Length..]);
                }
            }
        }
    }

    private async Task PollAsync()
    {
        while (true)
        {
            using var response = await _http.GetAsync(_address, _left.Token);
            response.EnsureSuccessStatusCode();
            if (response.StatusCode == System.Net.HttpStatusCode.NoContent)
            {
                return;
            }

            Take(await response.Content.ReadAsStringAsync(_left.Token));
        }
    }

    private void Take(string text)
    {
        var records = (_unfinished + text).Split(End);
        _unfinished = records[^1];
        foreach (var record in records[..^1])
        {
            Handle(JsonDocument.Parse(record).RootElement.Clone());
        }
    }

    private void Handle(JsonElement message)
    {
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 0:
                _greeted.TrySetResult();
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
}
