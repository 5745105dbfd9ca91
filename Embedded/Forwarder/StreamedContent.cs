using System.Net;
using Microsoft.AspNetCore.Http;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>The client's request body, read only once the destination has been reached.</summary>
internal sealed class StreamedContent(HttpRequest request, IdleWatch watch) : HttpContent
{
    private const int BufferSize = 64 * 1024;
    private Task<CopyResult>? _copy;

    /// <summary>How the copy ended; null while it runs and when the destination never wanted the body.</summary>
    public CopyResult? Result => _copy is { IsCompletedSuccessfully: true } copy ? copy.Result : null;

    /// <summary>The copy reads a body that is gone once the request has ended, so nobody may leave before it.</summary>
    public Task WaitAsync() => _copy ?? Task.CompletedTask;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_copy is not null)
        {
            throw new InvalidOperationException("A streamed request body cannot be sent twice.");
        }

        _copy = StreamCopier.CopyAsync(request.Body, stream, BufferSize, TimeSpan.Zero, watch);
        if ((await _copy).Exception is { } exception)
        {
            throw new HttpRequestException("The request body could not be copied to the destination.", exception);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
