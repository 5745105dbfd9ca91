using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Otlp;

/// <summary>Reads the bodies of requests, a few at a time, so that many large ones at once take no more memory than a few.</summary>
internal sealed class OtlpBodies(IOptions<OtlpOptions> options, TimeProvider time) : IDisposable
{
    private const int AtOnce = 2;
    private const int SegmentSize = 16 * 1024;

    /// <summary>How long a request waits for its turn, a body may come in all, and may send nothing.</summary>
    public static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly long _most = options.Value.MaxBodySize;

    /// <summary>Reads the body, unpacks it, and calls <paramref name="take"/> with it.</summary>
    /// <exception cref="BadHttpRequestException">It is too large or too slow, or others take too long before it (503).</exception>
    /// <exception cref="InvalidDataException">It is not packed as it says.</exception>
    public async Task<TResult> ReadAsync<TResult>(HttpContext context, bool isPacked, Func<ReadOnlySequence<byte>, TResult> take)
    {
        if (context.Request.ContentLength > _most)
        {
            throw TooLarge();
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            // Counted below. The server's own limit would end the connection, and who still sends would not get the answer but a broken pipe.
            server.MaxRequestBodySize = null;
        }

        await WaitAsync(context.RequestAborted);
        try
        {
            return await ReadInTimeAsync(context, isPacked, take);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server may say it first, and does not know the setting.
            throw TooLarge();
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task WaitAsync(CancellationToken aborted)
    {
        using var limit = new CancellationTokenSource(WaitLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("Others are sending telemetry, and take long. Send it again.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<TResult> ReadInTimeAsync<TResult>(HttpContext context, bool isPacked, Func<ReadOnlySequence<byte>, TResult> take)
    {
        using var limit = new CancellationTokenSource(IdleLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        var started = time.GetTimestamp();
        var unpacked = isPacked ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        try
        {
            return await ReadAsync(unpacked, take, () => limit.CancelAfter(Shortest(IdleLimit, BodyLimit - time.GetElapsedTime(started))), either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException(
                $"The body sent nothing for {IdleLimit.TotalSeconds} s, or did not come within {BodyLimit.TotalSeconds} s.", StatusCodes.Status408RequestTimeout);
        }
    }

    private static TimeSpan Shortest(TimeSpan one, TimeSpan other) => other <= TimeSpan.Zero ? TimeSpan.Zero : one < other ? one : other;

    private async Task<TResult> ReadAsync<TResult>(Stream body, Func<ReadOnlySequence<byte>, TResult> take, Action moved, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: SegmentSize, minimumReadSize: SegmentSize / 2));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                moved();
                // Unpacked, as a packed body may grow a thousandfold.
                if (read.Buffer.Length > _most)
                {
                    throw TooLarge();
                }
                if (read.IsCompleted)
                {
                    return take(read.Buffer);
                }
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private BadHttpRequestException TooLarge() => new(
        $"The body is larger than {_most} bytes. Send less at once, or raise '{OtlpOptions.Section}:{nameof(OtlpOptions.MaxBodySize)}'.",
        StatusCodes.Status413PayloadTooLarge);
}
