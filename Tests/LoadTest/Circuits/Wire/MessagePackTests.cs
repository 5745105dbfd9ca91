using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.Tests.LoadTest.Circuits.Wire;

public sealed class MessagePackTests
{
    public static TheoryData<long> Integers => [0, 1, 127, 128, 255, 256, 65_535, 65_536, int.MaxValue, int.MaxValue + 1L, long.MaxValue, -1, -32, -33, -129, int.MinValue, int.MinValue - 1L, long.MinValue];

    public static TheoryData<int> Lengths => [0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536];

    [Theory]
    [MemberData(nameof(Integers))]
    public void Read_OfAWrittenInteger_GivesIt(long value) => Assert.Equal(value, RoundTrip(value));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Read_OfAWrittenString_GivesIt(int length)
    {
        var text = new string('x', length);

        Assert.Equal(text, RoundTrip(text));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Read_OfWrittenBytes_GivesThem(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)0xC1);

        Assert.Equal(bytes, RoundTrip(bytes));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Read_OfAWrittenArray_GivesIt(int length)
    {
        object?[] items = [.. Enumerable.Repeat<object?>(null, length)];

        Assert.Equal(items, RoundTrip(items));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    [InlineData(1.5)]
    [InlineData("grün €")]
    public void Read_OfAWrittenValue_GivesIt(object? value) => Assert.Equal(value, RoundTrip(value));

    // As MessagePack's own documentation gives them.
    [Theory]
    [InlineData(new byte[] { 0xCC, 0xFF }, 255L)]
    [InlineData(new byte[] { 0xCD, 0x01, 0x00 }, 256L)]
    [InlineData(new byte[] { 0xCE, 0xFF, 0xFF, 0xFF, 0xFF }, 4_294_967_295L)]
    [InlineData(new byte[] { 0xCF, 0, 0, 0, 1, 0, 0, 0, 0 }, 4_294_967_296L)]
    [InlineData(new byte[] { 0xD0, 0x80 }, -128L)]
    [InlineData(new byte[] { 0xD1, 0x80, 0x00 }, -32_768L)]
    [InlineData(new byte[] { 0xCA, 0x3F, 0xC0, 0x00, 0x00 }, 1.5)]
    [InlineData(new byte[] { 0xD9, 0x01, 0x61 }, "a")]
    public void Read_OfOtherEncodings_GivesTheValue(byte[] data, object value) => Assert.Equal(value, new MessagePackReader(data).Read());

    [Fact]
    public void Read_OfAMap_GivesItsEntries()
    {
        var map = Assert.IsType<Dictionary<string, object?>>(new MessagePackReader([0x81, 0xA1, 0x61, 0x07]).Read());

        Assert.Equal(7L, map["a"]);
    }

    [Theory]
    [InlineData(new byte[] { 0xA2, 0x61 })]
    [InlineData(new byte[] { 0xDD, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xC1 })]
    [InlineData(new byte[] { })]
    public void Read_OfBrokenData_IsRefused(byte[] data) => Assert.Throws<InvalidDataException>(() => new MessagePackReader(data).Read());

    private static object? RoundTrip(object? value)
    {
        var writer = new MessagePackWriter();
        writer.Write(value);
        var reader = new MessagePackReader(writer.Written);
        var read = reader.Read();
        Assert.True(reader.IsAtEnd);
        return read;
    }
}
