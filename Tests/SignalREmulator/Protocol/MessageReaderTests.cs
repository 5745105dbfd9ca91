using System.Buffers;
using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Protocol;

/// <summary>What others send: in pieces, cut off, too long, or nonsense.</summary>
public sealed class MessageReaderTests
{
    private const int Seed = 8_001;
    private const int RandomMessages = 1_000_000;

    private static readonly byte[] Whole = MessageWriter.Write(new ServiceMessage.MultiConnectionData(["a", "b"], new Payloads { ["json"] = new byte[300] }));

    [Fact]
    public void TryRead_OfEveryBeginning_WaitsForTheRest()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            var input = new ReadOnlySequence<byte>(Whole.AsMemory(0, length));

            Assert.Null(MessageReader.TryRead(ref input));
            Assert.Equal(length, input.Length);
        }
    }

    [Fact]
    public void TryRead_OfTwoAtOnce_TakesOneAfterTheOther()
    {
        var input = new ReadOnlySequence<byte>([.. Whole, .. Whole]);

        Assert.NotNull(MessageReader.TryRead(ref input));
        Assert.NotNull(MessageReader.TryRead(ref input));
        Assert.Null(MessageReader.TryRead(ref input));
    }

    [Fact]
    public void Read_OfEveryMessageCutOff_SaysThatItIs()
    {
        var message = Whole.AsMemory(2);
        for (var length = 0; length < message.Length; length++)
        {
            var cut = message[..length];
            if (length < message.Length - 1)
            {
                Assert.Throws<InvalidDataException>(() => MessageReader.Read(cut));
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x80, 0x80, 0x08 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 })]
    public void TryRead_OfALengthBeyondTheLimit_RefusesItBeforeTheRestComes(byte[] prefix)
    {
        var input = new ReadOnlySequence<byte>(prefix);

        Assert.Throws<InvalidDataException>(() => MessageReader.TryRead(ref input));
    }

    [Theory]
    // A list, a map and a text that say they have two billion elements.
    [InlineData(new byte[] { 0x93, 0x07, 0xDD, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x93, 0x0A, 0x90, 0xDF, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x92, 0x0F, 0xDB, 0x7F, 0xFF, 0xFF, 0xFF })]
    public void Read_OfMoreThanCame_ReservesNothingForIt(byte[] message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => MessageReader.Read(message));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void Read_OfValuesInValuesWithoutEnd_Ends()
    {
        // A handshake whose extension is a list in a list in a list.
        byte[] message = [0x97, 0x01, 0x01, 0x00, 0xA0, 0x00, .. Enumerable.Repeat((byte)0x91, 100_000)];

        Assert.Throws<InvalidDataException>(() => MessageReader.Read(message));
    }

    [Fact]
    public void Read_OfAMillionRandomMessages_GivesAMessageOrSaysThatItIsNone()
    {
        var random = new Random(Seed);
        var buffer = new byte[64];
        var (messages, refused) = (0, 0);
        for (var i = 0; i < RandomMessages; i++)
        {
            var length = random.Next(1, buffer.Length);
            random.NextBytes(buffer.AsSpan(0, length));
            if (i % 2 == 0)
            {
                // Half of them begin as a message does, and so get further.
                (buffer[0], buffer[1]) = ((byte)(0x90 + random.Next(8)), (byte)random.Next(38));
            }
            _ = IsMessage(buffer.AsMemory(0, length)) ? messages++ : refused++;
        }

        Assert.Equal(RandomMessages, messages + refused);
        Assert.NotEqual(0, messages);
        Assert.NotEqual(0, refused);
    }

    private static bool IsMessage(ReadOnlyMemory<byte> data)
    {
        try
        {
            return MessageReader.Read(data) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
