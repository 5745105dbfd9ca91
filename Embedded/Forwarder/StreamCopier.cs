using System.Buffers;

namespace Yarp.ReverseProxy.Forwarder;

internal enum CopyEnd
{
    Complete,
    ReadFailed,
    WriteFailed,
}

internal readonly record struct CopyResult(CopyEnd End, Exception? Exception);

internal static class StreamCopier
{
    // Whoever always has data may not keep the thread, which may be the one that watches the sockets.
    private const int MostAtOnce = 32;

    /// <summary>Copies until <paramref name="from"/> ends.</summary>
    /// <param name="keep">Where data came within this time of the data before, the buffer is kept for what comes next. Else none is held while nothing moves.</param>
    public static async Task<CopyResult> CopyAsync(Stream from, Stream to, int bufferSize, TimeSpan keep, IdleWatch watch)
    {
        byte[]? buffer = null;
        var writing = false;
        var last = 0L;
        var atOnce = 0;
        try
        {
            while (true)
            {
                if (buffer is null)
                {
                    // Returns when there is data, and takes nothing.
                    _ = await from.ReadAsync(Memory<byte>.Empty, watch.Token);
                    buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
                }

                var reading = from.ReadAsync(buffer, watch.Token);
                atOnce = reading.IsCompleted ? atOnce + 1 : 0;
                var read = await reading;
                var now = watch.Moved();
                if (read == 0)
                {
                    return new CopyResult(CopyEnd.Complete, null);
                }

                writing = true;
                await to.WriteAsync(buffer.AsMemory(0, read), watch.Token);
                writing = false;
                watch.Moved();
                if (watch.Elapsed(last, now) >= keep)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = null;
                }

                last = now;
                if (atOnce >= MostAtOnce)
                {
                    atOnce = 0;
                    await Task.Yield();
                }
            }
        }
        catch (Exception exception)
        {
            return new CopyResult(writing ? CopyEnd.WriteFailed : CopyEnd.ReadFailed, exception);
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
