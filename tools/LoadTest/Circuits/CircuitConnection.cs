using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The connection to the circuit hub broke, or could not be opened.</summary>
internal sealed class HubClosedException(string reason, Exception? inner = null) : Exception($"The connection to the circuit hub ended: {reason}", inner);

/// <summary>A connection to the circuit hub, as Blazor's script has one. It ends by itself when the server is silent for too long.</summary>
internal sealed class CircuitConnection : IAsyncDisposable
{
    private static readonly BlazorPackProtocol Protocol = new();

    private readonly HubConnection _hub;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CircuitConnection(HubConnection hub)
    {
        _hub = hub;
        // What Blazor's script uses.
        (hub.KeepAliveInterval, hub.ServerTimeout) = (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
        hub.Closed += problem =>
        {
            _ended.TrySetResult(problem?.Message ?? "the server closed it.");
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes, and never fails, with the reason for which the connection is no more.</summary>
    public Task<string> Ended => _ended.Task;

    /// <param name="listen">Registers what acts on the server's calls: in their order, one at a time.</param>
    public static async Task<CircuitConnection> StartAsync(
        HttpConnectionOptions options, Action<HubConnection, CircuitConnection> listen, CancellationToken cancellationToken)
    {
        // Not by HubConnectionBuilder: it makes a service container for each connection.
        var factory = new HttpConnectionFactory(Options.Create(options), NullLoggerFactory.Instance);
        var hub = new HubConnection(factory, Protocol, new UriEndPoint(options.Url!), new NoServices(), NullLoggerFactory.Instance);
        var connection = new CircuitConnection(hub);
        listen(hub, connection);
        try
        {
            await hub.StartAsync(cancellationToken);
            return connection;
        }
        catch (Exception problem)
        {
            await hub.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            // What the app answered is told as it is; and what is no answer of a hub will be none next time.
            var cause = problem.GetBaseException();
            var isTold = cause is RefusedException or JsonException or InvalidDataException or FormatException;
            throw isTold ? cause : new HubClosedException(cause.Message, problem);
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

        if (message is InvocationBindingFailureMessage { Target: BeginInvokeJS } && TryParseMessage(ref again, new OlderBinder(binder), out message)
            && message is InvocationMessage older)
        {
            message = new InvocationMessage(older.InvocationId, older.Target, [.. older.Arguments, 0]);
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
