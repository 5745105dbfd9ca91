using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.Tests.LoadTest.Circuits.Wire;

public sealed class BlazorPackTests
{
    [Fact]
    public void Read_OfACall_GivesTargetAndArguments()
    {
        var call = Assert.IsType<HubMessage.Invocation>(RoundTrip(new HubMessage.Invocation("7", "JS.RenderBatch", [2, new byte[] { 1, 2 }, null, "x", true])));

        Assert.Equal(("7", "JS.RenderBatch"), (call.Id, call.Target));
        Assert.Equal([2L, new byte[] { 1, 2 }, null, "x", true], call.Arguments);
    }

    [Fact]
    public void Read_OfACallThatWantsNoAnswer_HasNoId() => Assert.Null(Assert.IsType<HubMessage.Invocation>(RoundTrip(new HubMessage.Invocation(null, "x", []))).Id);

    [Fact]
    public void Read_OfAResult_GivesIt() => Assert.Equal(new HubMessage.Completion("1", null, "secret"), RoundTrip(new HubMessage.Completion("1", null, "secret")));

    [Fact]
    public void Read_OfAnError_GivesIt() => Assert.Equal(new HubMessage.Completion("1", "no", null), RoundTrip(new HubMessage.Completion("1", "no", null)));

    [Fact]
    public void Read_OfAVoidResult_GivesNull()
    {
        ReadOnlySpan<byte> data = [0x06, 0x94, 0x03, 0x80, 0xA1, 0x31, 0x02];

        Assert.Equal(new HubMessage.Completion("1", null, null), BlazorPack.Read(ref data));
    }

    [Fact]
    public void Read_OfPingAndClose_GivesThem()
    {
        Assert.IsType<HubMessage.Ping>(RoundTrip(new HubMessage.Ping()));
        Assert.Equal(new HubMessage.Close("why"), RoundTrip(new HubMessage.Close("why")));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(20_000)]
    public void Read_ByteByByte_WaitsForTheLast(int textLength)
    {
        var message = BlazorPack.Write(new HubMessage.Invocation(null, new string('x', textLength), []));
        for (var length = 0; length < message.Length; length++)
        {
            var part = message.AsSpan(0, length);
            ReadOnlySpan<byte> rest = part;
            Assert.Null(BlazorPack.Read(ref rest));
            Assert.Equal(length, rest.Length);
        }

        ReadOnlySpan<byte> whole = message;
        Assert.NotNull(BlazorPack.Read(ref whole));
        Assert.True(whole.IsEmpty);
    }

    [Fact]
    public void Read_OfTwoInOnePiece_TakesOneAfterTheOther()
    {
        ReadOnlySpan<byte> data = [.. BlazorPack.Write(new HubMessage.Ping()), .. BlazorPack.Write(new HubMessage.Close(null))];

        Assert.IsType<HubMessage.Ping>(BlazorPack.Read(ref data));
        Assert.IsType<HubMessage.Close>(BlazorPack.Read(ref data));
        Assert.True(data.IsEmpty);
    }

    [Fact]
    public void Read_OfALengthWithoutEnd_IsRefused() => Assert.Throws<InvalidDataException>(() =>
    {
        ReadOnlySpan<byte> data = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        BlazorPack.Read(ref data);
    });

    private static HubMessage? RoundTrip(HubMessage message)
    {
        ReadOnlySpan<byte> data = BlazorPack.Write(message);
        var read = BlazorPack.Read(ref data);
        Assert.True(data.IsEmpty);
        return read;
    }
}
