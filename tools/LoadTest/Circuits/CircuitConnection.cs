using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>Acts on what the server calls.</summary>
internal interface ICircuitClient
{
    /// <summary>Called in the order of the calls, one at a time. The result goes back to a server that waits for one.</summary>
    Task<object?> ReceiveAsync(CircuitConnection from, string target, object?[] arguments);
}

/// <summary>The connection to the circuit hub broke, or could not be opened.</summary>
internal sealed class HubClosedException(string reason, Exception? inner = null) : Exception($"The connection to the circuit hub ended: {reason}", inner);

/// <summary>A connection to the circuit hub, as Blazor's script has one. It ends by itself when the server is silent for too long.</summary>
internal sealed class CircuitConnection : IAsyncDisposable
{
    private const string SavePersistedState = "JS.SavePersistedState";
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);
    private static readonly BlazorPackProtocol Protocol = new();

    private static readonly (string Target, Type[] Arguments)[] Calls =
    [
        ("JS.AttachComponent", [typeof(int), typeof(string)]),
        ("JS.RenderBatch", [typeof(long), typeof(byte[])]),
        ("JS.EndUpdateRootComponents", [typeof(long)]),
        (BlazorPackProtocol.BeginInvokeJS, [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)]),
        ("JS.EndInvokeDotNet", [typeof(string), typeof(bool), typeof(string)]),
        ("JS.Error", [typeof(string)]),
    ];

    private readonly HubConnection _hub;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CircuitConnection(HubConnection hub, ICircuitClient client)
    {
        _hub = hub;
        // What Blazor's script uses.
        (hub.KeepAliveInterval, hub.ServerTimeout) = (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
        hub.Closed += problem =>
        {
            _ended.TrySetResult(problem?.Message ?? "the server closed it.");
            return Task.CompletedTask;
        };
        foreach (var (target, arguments) in Calls)
        {
            hub.On(target, arguments, (given, _) => (Task)client.ReceiveAsync(this, target, given), this);
        }

        hub.On(SavePersistedState, [typeof(string), typeof(string), typeof(string)], (given, _) => client.ReceiveAsync(this, SavePersistedState, given)!, this);
    }

    /// <summary>Completes, and never fails, with the reason for which the connection is no more.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Negotiates with the app, and where that says so with the SignalR service that holds its connections, and opens a WebSocket.</summary>
    /// <param name="handler">For the requests before the WebSocket; it stays its owner's.</param>
    public static async Task<CircuitConnection> StartAsync(
        Uri hub, string origin, HttpMessageHandler handler, Func<Uri, CancellationToken, ValueTask<WebSocket>> openSocket, ICircuitClient client, CancellationToken cancellationToken)
    {
        var options = new HttpConnectionOptions
        {
            Url = hub,
            Transports = HttpTransportType.WebSockets,
            DefaultTransferFormat = TransferFormat.Binary,
            Headers = { ["Origin"] = origin },
            CloseTimeout = CloseLimit,
            HttpMessageHandlerFactory = _ => handler,
            WebSocketFactory = (context, cancel) => openSocket(context.Uri, cancel),
        };
        // Not by HubConnectionBuilder: it makes a service container for each connection.
        var factory = new HttpConnectionFactory(Options.Create(options), NullLoggerFactory.Instance);
        var connection = new CircuitConnection(new HubConnection(factory, Protocol, new UriEndPoint(hub), new NoServices(), NullLoggerFactory.Instance), client);
        try
        {
            await connection._hub.StartAsync(cancellationToken);
            return connection;
        }
        catch (Exception problem)
        {
            await connection._hub.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            // What the app answered is told as it is; and what is no answer of a hub will be none next time.
            var cause = problem.GetBaseException();
            throw cause is RefusedException or JsonException or InvalidDataException or FormatException ? cause : new HubClosedException(cause.Message, problem);
        }
    }

    /// <summary>Calls without waiting for an answer.</summary>
    public async Task SendAsync(string target, params object?[] arguments)
    {
        try
        {
            await _hub.SendCoreAsync(target, arguments);
        }
        catch (Exception problem)
        {
            throw Closed(problem);
        }
    }

    /// <summary>Calls, and returns the result.</summary>
    public async Task<T> InvokeAsync<T>(string target, CancellationToken cancellationToken, params object?[] arguments)
    {
        try
        {
            return (T)(await _hub.InvokeCoreAsync(target, typeof(T), arguments, cancellationToken))!;
        }
        catch (Exception problem) when (problem is not HubException && !cancellationToken.IsCancellationRequested)
        {
            throw Closed(problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _ended.TrySetResult("it was closed here.");
    }

    /// <summary>Why it ended says more than what a connection that has ended says of itself.</summary>
    private HubClosedException Closed(Exception problem) => new(Ended.IsCompletedSuccessfully ? Ended.Result : problem.Message, problem);

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>The protocol of the circuit hub: SignalR's MessagePack under another name.</summary>
internal sealed class BlazorPackProtocol : MessagePackHubProtocol, IHubProtocol
{
    /// <summary>The call that has one argument more since .NET 10.</summary>
    public const string BeginInvokeJS = "JS.BeginInvokeJS";

    string IHubProtocol.Name => "blazorpack";

    bool IHubProtocol.TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var again = input;
        if (!TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        if (message is InvocationBindingFailureMessage { Target: BeginInvokeJS })
        {
            TryParseMessage(ref again, new OlderBinder(binder), out message);
        }

        return message is not null;
    }

    private sealed class OlderBinder(IInvocationBinder binder) : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [.. binder.GetParameterTypes(methodName).SkipLast(1)];

        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
