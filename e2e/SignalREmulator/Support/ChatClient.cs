using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>SignalR's own client for .NET, which keeps what is said to it.</summary>
internal sealed class ChatClient : IAsyncDisposable
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChatClient(HubConnection hub)
    {
        Hub = hub;
        hub.On<string>("said", text => _heard.Writer.TryWrite(text));
        hub.On("asked", async (string question, Guid id) =>
        {
            await Question.RegisteredAsync(id);
            return $"{question}!";
        });
        hub.Closed += problem =>
        {
            _closed.TrySetResult(problem);
            _heard.Writer.TryComplete(problem);
            return Task.CompletedTask;
        };
    }

    public HubConnection Hub { get; }

    public string Id => Hub.ConnectionId!;

    /// <param name="server">The app server.</param>
    /// <param name="limit">Cancels the connection's start.</param>
    /// <param name="path">Path and query of the hub.</param>
    /// <param name="transport">The only transport to try.</param>
    /// <param name="isBinary">MessagePack in place of JSON.</param>
    /// <param name="isStateful">Asks for stateful reconnect.</param>
    public static async Task<ChatClient> ConnectAsync(
        ChatServer server, CancellationToken limit, string path = $"{ChatServer.Path}?room=7", HttpTransportType transport = HttpTransportType.WebSockets,
        bool isBinary = false, bool isStateful = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server.Http.BaseAddress!, path), transport, options => options.Headers["X-Test"] = "of the client");
        builder = isBinary ? builder.AddMessagePackProtocol() : builder;
        builder = isStateful ? builder.WithStatefulReconnect() : builder;
        var client = new ChatClient(builder.Build());
        await client.Hub.StartAsync(limit);
        return client;
    }

    public async Task<string> HeardAsync(CancellationToken limit) => await _heard.Reader.ReadAsync(limit);

    /// <summary>Waits until the connection ends. Gives the reason, if there is one.</summary>
    public Task<Exception?> ClosedAsync(CancellationToken limit) => _closed.Task.WaitAsync(limit);

    public Task CallAsync(string method, CancellationToken limit, params object?[] arguments) => Hub.InvokeCoreAsync(method, arguments, limit);

    public Task<T> CallAsync<T>(string method, CancellationToken limit, params object?[] arguments) => Hub.InvokeCoreAsync<T>(method, arguments, limit);

    /// <summary>The items of a stream, with commas.</summary>
    public async Task<string> CountAsync(int to, CancellationToken limit)
    {
        var items = new List<int>();
        await foreach (var item in Hub.StreamAsync<int>("Count", to, limit))
        {
            items.Add(item);
        }
        return string.Join(',', items);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
