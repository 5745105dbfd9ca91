using System.Text;
using Embedded.Hosting.Terminal;

namespace Embedded.Tests.Hosting.Terminal;

public class LineBufferTests
{
    private readonly LineBuffer _buffer = new();

    [Fact]
    public void Add_BytesInPieces_GivesWholeLines()
    {
        Assert.Empty(Add("sto"));
        Assert.Equal(["stop", "help"], Add("p\nhelp\r\nres"));
        Assert.Equal(["restart"], Add("tart\n"));
        Assert.Empty(_buffer.End());
    }

    [Fact]
    public void Add_LetterCutInTwo_IsWhole()
    {
        var bytes = Encoding.UTF8.GetBytes("é\n");

        Assert.Empty(_buffer.Add(bytes.AsSpan(0, 1)));
        Assert.Equal(["é"], _buffer.Add(bytes.AsSpan(1)));
    }

    [Fact]
    public void End_WithoutALineBreak_GivesTheRest()
    {
        Add("help");

        Assert.Equal(["help"], _buffer.End());
        Assert.Empty(_buffer.End());
    }

    [Fact]
    public void Add_LineWithoutEnd_KeepsItsBeginningOnly()
    {
        for (var i = 0; i < 100; i++)
        {
            Add(new string('x', 1000));
        }

        Assert.Equal(LineBuffer.LongestLine, Assert.Single(Add("\n")).Length);
        Assert.Equal(["help"], Add("help\n"));
    }

    private IReadOnlyList<string> Add(string text) => _buffer.Add(Encoding.UTF8.GetBytes(text));
}
