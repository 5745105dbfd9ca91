using Embedded.Dashboard.Telemetry;

namespace Embedded.Tests.Dashboard.Telemetry;

public class VisibleTextTests
{
    [Theory]
    [InlineData("plain text, with <b>markup</b>", "plain text, with <b>markup</b>")]
    [InlineData("\u001b[31mred\u001b[0m", "␛[31mred␛[0m")]
    [InlineData("a\r\nb\nc\rd\te", "a\nb\nc␍d\te")]
    [InlineData("null \0 bell \a delete \u007f", "null ␀ bell ␇ delete ␡")]
    [InlineData("csi \u009b31m next line \u0085", "csi \\u009b31m next line \\u0085")]
    [InlineData("user \u202e txt.exe \u2066 \u200f", "user \\u202e txt.exe \\u2066 \\u200f")]
    [InlineData("line \u2028 paragraph \u2029 mark \ufeff", "line \\u2028 paragraph \\u2029 mark \\ufeff")]
    [InlineData("héllo 日本 👩‍💻", "héllo 日本 👩‍💻")]
    public void Block_Text_IsShownAndNotDone(string text, string expected) => Assert.Equal(expected, VisibleText.Block(text, 1_000));

    [Fact]
    public void Line_Breaks_AreShown() => Assert.Equal("a␊b␊c␉d", VisibleText.Line("a\r\nb\nc\td", 1_000));

    [Fact]
    public void Block_LongText_IsCutAndSaysSo()
    {
        Assert.Equal("abc…", VisibleText.Block("abcdef", 3));
        Assert.Equal("abc", VisibleText.Block("abc", 3));
        // Not in the middle of a character.
        Assert.Equal("ab…", VisibleText.Block("ab👩cd", 3));
    }
}
