using System.IO.Pipelines;
using Embedded.Dashboard.Otlp;
using Embedded.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Embedded.Tests.Dashboard.Otlp;

public sealed class OtlpBodiesTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly OtlpBodies _bodies;

    public OtlpBodiesTests() => _bodies = new OtlpBodies(Options.Create(new OtlpOptions()), _time);

    public void Dispose() => _bodies.Dispose();

    [Fact]
    public async Task Read_BodyThatNeverEnds_IsGivenUp()
    {
        var pipe = new Pipe();
        var reading = ReadAsync(pipe);
        var step = OtlpBodies.IdleLimit * 0.9;

        for (var sent = TimeSpan.Zero; sent + step < OtlpBodies.BodyLimit; sent += step)
        {
            _time.Advance(step);
            await SendByteAsync(pipe);
            Assert.False(reading.IsCompleted);
        }
        _time.Advance(step);

        Assert.Equal(StatusCodes.Status408RequestTimeout, await StatusOfAsync(reading));
    }

    [Fact]
    public async Task Read_BodyThatSendsNothing_IsGivenUpEarlier()
    {
        var reading = ReadAsync(new Pipe());

        _time.Advance(OtlpBodies.IdleLimit);

        Assert.Equal(StatusCodes.Status408RequestTimeout, await StatusOfAsync(reading));
    }

    [Fact]
    public async Task Read_AllPlacesTakenForLong_IsToldToComeAgain()
    {
        Pipe[] slow = [new(), new()];
        var readings = slow.Select(ReadAsync).ToArray();
        var waiting = ReadAsync(new Pipe());

        for (var waited = TimeSpan.Zero; waited < OtlpBodies.WaitLimit; waited += OtlpBodies.WaitLimit / 2)
        {
            _time.Advance(OtlpBodies.WaitLimit / 2);
            await SendByteAsync(slow[0]);
            await SendByteAsync(slow[1]);
        }

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, await StatusOfAsync(waiting));
        Assert.All(readings, reading => Assert.False(reading.IsCompleted));
        await Task.WhenAll(slow.Select(pipe => pipe.Writer.CompleteAsync().AsTask()));
        var lengths = await Task.WhenAll(readings);
        Assert.Equal([2, 2], lengths);
    }

    [Fact]
    public async Task Read_AfterStalledBodies_HasAPlace()
    {
        var stalled = new[] { ReadAsync(new Pipe()), ReadAsync(new Pipe()) };
        var pipe = new Pipe();
        var waiting = ReadAsync(pipe);
        await pipe.Writer.CompleteAsync();

        _time.Advance(OtlpBodies.IdleLimit);

        Assert.All(await Task.WhenAll(stalled.Select(StatusOfAsync)), status => Assert.Equal(StatusCodes.Status408RequestTimeout, status));
        Assert.Equal(0, await waiting);
    }

    [Fact]
    public async Task Read_MoreAtOnceThanMemoryIsMeantFor_WaitTheirTurn()
    {
        Pipe[] pipes = [new(), new(), new()];
        var readings = pipes.Select(ReadAsync).ToArray();

        await pipes[2].Writer.WriteAsync(new byte[3]);
        await pipes[2].Writer.CompleteAsync();
        Assert.False(readings[2].IsCompleted);
        await pipes[0].Writer.CompleteAsync();

        Assert.Equal(0, await readings[0]);
        Assert.Equal(3, await readings[2]);
        Assert.False(readings[1].IsCompleted);
        await pipes[1].Writer.CompleteAsync();
        await readings[1];
    }

    /// <summary>Done when the reader has asked for more: the time that it waits begins anew then.</summary>
    private async Task SendByteAsync(Pipe pipe)
    {
        var again = _time.NextTimerAsync();
        await pipe.Writer.WriteAsync(new byte[1]);
        await again;
    }

    private static async Task<int> StatusOfAsync(Task<long> reading) => (await Assert.ThrowsAsync<BadHttpRequestException>(() => reading)).StatusCode;

    private Task<long> ReadAsync(Pipe pipe)
    {
        var context = new DefaultHttpContext { Request = { Body = pipe.Reader.AsStream() } };
        return _bodies.ReadAsync(context, isPacked: false, body => body.Length);
    }
}
