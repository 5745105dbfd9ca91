using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>A SignalR client that speaks the JSON hub protocol by hand.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly Channel<JsonElement[]> _received = Channel.CreateUnbounded<JsonElement[]>();
    private readonly HubTransport _transport;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Task _reading;
    private int _last;
    private bool _isDisposed;

    private HubClient(HttpClient http, HubTransport transport)
    {
        _http = http;
        _transport = transport;
        _reading = ReadAsync();
    }

    public string Id { get; private set; } = "";

    /// <summary>What the server asks this client for: the answer to each method, or an exception.</summary>
    public ConcurrentDictionary<string, Func<JsonElement[], Task<object?>>> Answers { get; } = new();

    /// <summary>With the id of each call for a result that this client does not answer by itself.</summary>
    public event Action<string>? Asked;

    public Task Closed => _reading;

    public static async Task<HubClient> ConnectAsync(Uri server, Transport transport = Transport.WebSockets, string? user = null)
    {
        var hub = new Uri(server, user is null ? "/hub" : $"/hub?user={Uri.EscapeDataString(user)}");
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var client = new HubClient(http, await HubTransport.OpenAsync(transport, hub, http, Limit.Token()));
        await client.SendAsync(new { protocol = "json", version = 1 });
        client.Id = (await client.InvokeAsync("Id")).GetString()!;
        return client;
    }

    public async Task<JsonElement> InvokeAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        var call = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(new { type = 1, invocationId = id, target = method, arguments });
        return await call.Task.WaitAsync(Limit.Token());
    }

    /// <summary>The arguments of the next message. Every test has one kind of message, so its target is not looked at.</summary>
    public async Task<JsonElement[]> NextAsync() => await _received.Reader.ReadAsync(Limit.Token());

    public async Task<string> NextTextAsync() => (await NextAsync())[0].GetString()!;

    /// <summary>What has come so far.</summary>
    public IReadOnlyList<string> Taken()
    {
        var taken = new List<string>();
        while (_received.Reader.TryRead(out var arguments))
        {
            taken.Add(arguments[0].GetString()!);
        }

        return taken;
    }

    public Task CompleteAsync(string invocationId, object? result) => SendAsync(new { type = 3, invocationId, result });

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _transport.DisposeAsync();
        await _stopping.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stopping.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(object message)
    {
        await _sending.WaitAsync();
        try
        {
            await _transport.SendAsync(JsonSerializer.Serialize(message) + End, _stopping.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var rest = new StringBuilder();
        try
        {
            await foreach (var piece in _transport.ReadAsync(_stopping.Token))
            {
                rest.Append(piece);
                if (!piece.Contains(End, StringComparison.Ordinal))
                {
                    continue;
                }

                var parts = rest.ToString().Split(End);
                rest.Clear().Append(parts[^1]);
                foreach (var part in parts[..^1])
                {
                    Take(JsonDocument.Parse(part).RootElement);
                }
            }
        }
        finally
        {
            _received.Writer.TryComplete();
            foreach (var call in _calls.Values)
            {
                call.TrySetException(new IOException("The connection has ended."));
            }
        }
    }

    private void Take(JsonElement message)
    {
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1 when message.TryGetProperty("invocationId", out var invocation):
                _ = AnswerAsync(invocation.GetString()!, message.GetProperty("target").GetString()!, ArgumentsOf(message));
                break;
            case 1:
                _received.Writer.TryWrite(ArgumentsOf(message));
                break;
            case 3:
                Complete(message);
                break;
            default:
                break;
        }
    }

    private void Complete(JsonElement message)
    {
        if (!_calls.TryRemove(message.GetProperty("invocationId").GetString()!, out var call))
        {
            return;
        }

        if (message.TryGetProperty("error", out var error))
        {
            call.TrySetException(new InvalidOperationException(error.GetString()));
        }
        else
        {
            call.TrySetResult(message.TryGetProperty("result", out var result) ? result : default);
        }
    }

    private async Task AnswerAsync(string invocationId, string target, JsonElement[] arguments)
    {
        if (!Answers.TryGetValue(target, out var answer))
        {
            Asked?.Invoke(invocationId);
            return;
        }

        try
        {
            await SendAsync(new { type = 3, invocationId, result = await answer(arguments) });
        }
        catch (InvalidOperationException problem)
        {
            await SendAsync(new { type = 3, invocationId, error = problem.Message });
        }
    }

    private static JsonElement[] ArgumentsOf(JsonElement message) => [.. message.GetProperty("arguments").EnumerateArray()];
}
