using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>A connection to a handler of the emulator, without a network. What the handler writes is thrown away.</summary>
internal sealed class MemoryConnection : IAsyncDisposable
{
    private readonly Pipe _in = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _out = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly DefaultConnectionContext _context;
    private readonly Task _handling;

    public MemoryConnection(ConnectionHandler handler, string query, params IEnumerable<Claim> claims)
    {
        var http = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer")) };
        http.Request.QueryString = new QueryString(query);
        _context = new Context($"{Guid.NewGuid():N}", new Duplex(_in.Reader, _out.Writer), new Duplex(_out.Reader, _in.Writer));
        _context.Features.Set<IHttpContextFeature>(new HttpContextFeature { HttpContext = http });
        _context.Features.Set<ITransferFormatFeature>(new Format());
        _handling = handler.OnConnectedAsync(_context);
    }

    public string Id => _context.ConnectionId;

    public bool IsOver => _handling.IsCompleted;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await _in.Writer.WriteAsync(bytes);

    /// <summary>Ends the connection. Throws what the handler has thrown.</summary>
    public async ValueTask DisposeAsync()
    {
        await _in.Writer.CompleteAsync();
        await _handling;
        await _out.Reader.CompleteAsync();
        await _context.DisposeAsync();
    }

    private sealed class Context(string id, IDuplexPipe transport, IDuplexPipe application) : DefaultConnectionContext(id, transport, application)
    {
        public override void Abort(ConnectionAbortedException abortReason) => Transport.Input.CancelPendingRead();
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class HttpContextFeature : IHttpContextFeature
    {
        public HttpContext? HttpContext { get; set; }
    }

    private sealed class Format : ITransferFormatFeature
    {
        public TransferFormat SupportedFormats => TransferFormat.Text | TransferFormat.Binary;

        public TransferFormat ActiveFormat { get; set; }
    }
}
