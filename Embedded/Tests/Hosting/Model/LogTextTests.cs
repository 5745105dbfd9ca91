using Aspire.Hosting.ApplicationModel;

namespace Embedded.Tests.Hosting.Model;

public class LogTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007x", "x")]
    [InlineData("\u001b]8;;http://example.org\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("one\ntwo", "one\uFFFDtwo")]
    [InlineData("\u001b", "\uFFFD")]
    [InlineData("bell\u0007", "bell\uFFFD")]
    [InlineData("\u009b31mred", "\uFFFD31mred")]
    public void Clean_Text_LosesWhatATerminalWouldObey(string text, string expected) => Assert.Equal(expected, LogText.Clean(text));
}
