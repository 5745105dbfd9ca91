using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Embedded.Tests.Forwarder;

public sealed class StreamCopierTests
{
    [Fact]
    public async Task CopyAsync_WaitingForData_HoldsNoBuffer()
    {
        using var watch = NewWatch();
        var source = new WaitingStream();

        var copy = StreamCopier.CopyAsync(source, Stream.Null, 4096, TimeSpan.Zero, watch);
        Assert.Equal(0, await source.Reads.Reader.ReadAsync());

        source.DataIsHere.SetResult();
        Assert.True(await source.Reads.Reader.ReadAsync() >= 4096);
        Assert.Equal(CopyEnd.Complete, (await copy).End);
    }

    [Theory]
    [InlineData(0, "0 4096 0 4096 0 4096")]
    [InlineData(10, "0 4096 0 4096 4096")]
    public async Task CopyAsync_DataThatComesSoonAfterOther_KeepsItsBufferOnlyWhereItMay(int seconds, string lengths)
    {
        using var watch = NewWatch();
        var source = new PiecesStream(2);

        var result = await StreamCopier.CopyAsync(source, Stream.Null, 4096, TimeSpan.FromSeconds(seconds), watch);

        Assert.Equal(CopyEnd.Complete, result.End);
        Assert.Equal(lengths, string.Join(' ', source.Lengths));
    }

    [Fact]
    public async Task CopyAsync_SourceThatAlwaysHasData_LeavesTheThreadNowAndThen()
    {
        using var watch = NewWatch();

        var copy = StreamCopier.CopyAsync(new PiecesStream(1000), Stream.Null, 4096, TimeSpan.Zero, watch);

        Assert.False(copy.IsCompleted);
        Assert.Equal(CopyEnd.Complete, (await copy).End);
    }

    [Fact]
    public async Task CopyAsync_SourceBreaks_SaysThatReadingFailed()
    {
        using var watch = NewWatch();
        var source = new WaitingStream();
        source.DataIsHere.SetException(new IOException("broken"));

        var result = await StreamCopier.CopyAsync(source, Stream.Null, 4096, TimeSpan.Zero, watch);

        Assert.Equal(CopyEnd.ReadFailed, result.End);
        Assert.IsType<IOException>(result.Exception);
    }

    [Fact]
    public async Task CopyAsync_TargetBreaks_SaysThatWritingFailed()
    {
        using var watch = NewWatch();
        using var target = new MemoryStream([], writable: false);

        var result = await StreamCopier.CopyAsync(new MemoryStream([1, 2, 3]), target, 4096, TimeSpan.Zero, watch);

        Assert.Equal(CopyEnd.WriteFailed, result.End);
    }

    private static IdleWatch NewWatch() => new(TimeProvider.System, TimeSpan.FromHours(1), new DefaultHttpContext(), CancellationToken.None);

    /// <summary>Gives so many bytes, one by one and at once.</summary>
    private sealed class PiecesStream(int pieces) : MemoryStream
    {
        private int _given;

        public List<int> Lengths { get; } = [];

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Lengths.Add(buffer.Length);
            return new(buffer.Length > 0 && _given++ < pieces ? 1 : 0);
        }
    }

    /// <summary>Ends after one wait, and tells how large the buffers of its reads are.</summary>
    private sealed class WaitingStream : MemoryStream
    {
        public Channel<int> Reads { get; } = Channel.CreateUnbounded<int>();

        public TaskCompletionSource DataIsHere { get; } = new();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads.Writer.TryWrite(buffer.Length);
            await DataIsHere.Task;
            return 0;
        }
    }
}
