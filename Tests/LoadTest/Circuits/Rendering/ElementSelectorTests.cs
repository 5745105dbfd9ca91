using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.Tests.LoadTest.Circuits.Rendering;

public sealed class ElementSelectorTests
{
    private static readonly Node Page = HtmlReader.Read("""
        <p id="p">a</p>
        <button id="one" class="big red" type="button">One <b>more</b></button>
        <button id="two" data-testid="go, now">  Two
          more </button>
        <input id="three" type="text">
        """);

    [Theory]
    [InlineData("button", "one")]
    [InlineData("BUTTON", "one")]
    [InlineData("#two", "two")]
    [InlineData("button.red.big", "one")]
    [InlineData("[type=button]", "one")]
    [InlineData("[type='text']", "three")]
    [InlineData("button[data-testid]", "two")]
    [InlineData("[data-testid=\"go, now\"]", "two")]
    [InlineData("a, input", "three")]
    [InlineData("*", "p")]
    [InlineData("text=One more", "one")]
    [InlineData("text=Two more", "two")]
    [InlineData(".none", null)]
    [InlineData("button.bi", null)]
    [InlineData("text=Two", null)]
    public void Find_BySelector_IsTheFirstInThePage(string selector, string? id) =>
        Assert.Equal(id, Page.Find(ElementSelector.TryParse(selector)!.Matches)?["id"]);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a > b")]
    [InlineData("a:hover")]
    [InlineData("[")]
    [InlineData("#")]
    [InlineData("text=")]
    [InlineData(",")]
    public void TryParse_NoSelector_IsNull(string text) => Assert.Null(ElementSelector.TryParse(text));

    [Fact]
    public void NameOf_AnElement_IsASelectorThatFindsIt()
    {
        foreach (var element in Page.Descendants.OfType<ElementNode>())
        {
            Assert.NotNull(Page.Find(ElementSelector.TryParse(ElementSelector.NameOf(element))!.Matches));
        }
    }
}
