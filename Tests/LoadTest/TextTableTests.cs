using BlazorAspire.LoadTest;

namespace BlazorAspire.Tests.LoadTest;

public sealed class TextTableTests
{
    [Fact]
    public void Render_Columns_AreAsWideAsTheirWidestCell()
    {
        var text = TextTable.Render(["NAME", "S"], ["a longer name", "1.00"], ["b", "10.00"]);

        Assert.Equal("""
            NAME               S
            a longer name   1.00
            b              10.00

            """.ReplaceLineEndings(), text);
    }
}
