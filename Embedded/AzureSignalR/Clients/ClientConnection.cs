using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using Embedded.AzureSignalR.Connections;
using Embedded.AzureSignalR.Hubs;
using Embedded.AzureSignalR.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.AzureSignalR.Clients;

/// <summary>A client of the service as the framework's hubs take one.</summary>
internal sealed class ClientConnection : ConnectionContext, IConnectionUserFeature, IHttpContextFeature, ITransferFormatFeature
{
    private const byte RecordSeparator = 0x1E;
    private const int MostAhead = 4 * 1024 * 1024;

    private readonly HubApplication _application;
    private readonly ILogger _logger;
    private readonly DuplexPipe _service;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _handshake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _receiving = new();
    private readonly bool _isMoved;
    private bool _isGone;

    public ClientConnection(ServiceMessage.OpenConnection message, ServiceConnection service, HubApplication application, ILogger logger)
    {
        (Service, _application, _logger) = (service, application, logger);
        ConnectionId = message.ConnectionId;
        Protocol = message.Protocol;
        _isMoved = message.Headers.ContainsKey(ServiceNames.MigratedFrom);
        User = ClientUser.Read(message.Claims);
        UserId = ClientUser.IdOf(message.Claims);
        ConnectionClosed = _closed.Token;
        var incoming = new Pipe(new PipeOptions(pauseWriterThreshold: MostAhead, resumeWriterThreshold: MostAhead / 2, useSynchronizationContext: false));
        var outgoing = new Pipe(new PipeOptions(useSynchronizationContext: false));
        Transport = new DuplexPipe(incoming.Reader, outgoing.Writer);
        _service = new DuplexPipe(outgoing.Reader, incoming.Writer);
        HttpContext = ClientHttpContext.Create(message, User, application.Endpoint);
        Features.Set<IConnectionUserFeature>(this);
        Features.Set<IHttpContextFeature>(this);
        Features.Set<ITransferFormatFeature>(this);
    }

    public ServiceConnection Service { get; }

    public string? Protocol { get; }

    public string? UserId { get; }

    public Task HandshakeAnswered => _handshake.Task;

    public Task Ended => _ended.Task;

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public ClaimsPrincipal? User { get; set; }

    public HttpContext? HttpContext { get; set; }

    public TransferFormat SupportedFormats => TransferFormat.Binary | TransferFormat.Text;

    public TransferFormat ActiveFormat { get; set; }

    public Task SendAsync(ServiceMessage message) => Service.SendAsync(message);

    /// <summary>Gives the hub what the client said. A hub that is behind must not hold up other clients: who goes on and on is let go.</summary>
    public void Receive(ReadOnlyMemory<byte> payload)
    {
        lock (_receiving)
        {
            if (_isGone || _service.Output.WriteAsync(payload).AsTask().IsCompleted)
            {
                return;
            }
        }
        ServiceLog.Flood(_logger, ConnectionId);
        Abort();
    }

    /// <summary>The client, or the way to it, is no more.</summary>
    public void Gone()
    {
        lock (_receiving)
        {
            if (_isGone)
            {
                return;
            }
            _isGone = true;
            _service.Output.Complete();
        }
        _service.Input.CancelPendingRead();
        _handshake.TrySetResult();
        ThreadPool.UnsafeQueueUserWorkItem(static closed => closed.Cancel(), _closed, preferLocal: false);
    }

    public override void Abort() => Abort(new ConnectionAbortedException());

    public override void Abort(ConnectionAbortedException abortReason) => _service.Input.CancelPendingRead();

    public async Task RunAsync()
    {
        await Task.Yield();
        await using var scope = _application.Services.CreateAsyncScope();
        HttpContext!.RequestServices = scope.ServiceProvider;
        var sending = SendAllAsync();
        try
        {
            await _application.Run(this);
        }
        catch (Exception problem)
        {
            ServiceLog.ClientFailed(_logger, ConnectionId, problem);
        }
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        await sending;
        await CloseAsync();
        _ended.TrySetResult();
    }

    private async Task SendAllAsync()
    {
        var kind = DataKind.Handshake;
        try
        {
            while (true)
            {
                var result = await _service.Input.ReadAsync();
                var bytes = kind == DataKind.Handshake && _isMoved ? AfterHandshake(result.Buffer) : result.Buffer;
                if (!bytes.IsEmpty && !_isGone)
                {
                    await SendAsync(new ServiceMessage.ConnectionData(ConnectionId, bytes.ToArray(), kind));
                }
                if (!result.Buffer.IsEmpty)
                {
                    kind = DataKind.None;
                    _handshake.TrySetResult();
                }
                _service.Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted || result.IsCanceled)
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
            // The connection to the service is over, and the client with it.
        }
        finally
        {
            await _service.Input.CompleteAsync();
            _handshake.TrySetResult();
            ThreadPool.UnsafeQueueUserWorkItem(static closed => closed.Cancel(), _closed, preferLocal: false);
            lock (_receiving)
            {
                _service.Output.Complete();
            }
        }
    }

    /// <summary>A client that comes from another server has had its answer there.</summary>
    private static ReadOnlySequence<byte> AfterHandshake(ReadOnlySequence<byte> bytes) =>
        bytes.PositionOf(RecordSeparator) is { } end ? bytes.Slice(bytes.GetPosition(1, end)) : ReadOnlySequence<byte>.Empty;

    private async Task CloseAsync()
    {
        if (_isGone)
        {
            return;
        }
        _isGone = true;
        try
        {
            await SendAsync(new ServiceMessage.CloseConnection(ConnectionId));
        }
        catch (IOException)
        {
            // Then the service has closed it already.
        }
    }
}
