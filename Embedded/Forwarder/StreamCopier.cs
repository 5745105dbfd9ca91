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
    /// <summary>Copies until <paramref name="from"/> ends. Holds no buffer while it waits for data.</summary>
    public static async Task<CopyResult> CopyAsync(Stream from, Stream to, int bufferSize, IdleWatch watch)
    {
        byte[]? buffer = null;
        var writing = false;
        try
        {
            while (true)
            {
                var waitForData = from.ReadAsync(Memory<byte>.Empty, watch.Token);
                if (!waitForData.IsCompletedSuccessfully && buffer is not null)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = null;
                }

                await waitForData;
                buffer ??= ArrayPool<byte>.Shared.Rent(bufferSize);
                var read = await from.ReadAsync(buffer, watch.Token);
                watch.Moved();
                if (read == 0)
                {
                    return new CopyResult(CopyEnd.Complete, null);
                }

                writing = true;
                await to.WriteAsync(buffer.AsMemory(0, read), watch.Token);
                watch.Moved();
                writing = false;
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
