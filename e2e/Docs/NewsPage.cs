using BlazorAspire.Circuits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorAspire.Tests.Docs;

/// <summary>The component that the README shows, as the compiler of a .razor file would write it.</summary>
internal sealed class NewsPage : ComponentBase
{
    private readonly List<string> _news = [];

    [Inject]
    private PageTopics Topics { get; set; } = null!;

    protected override void OnInitialized() => Topics.Subscribe<string>(this, "news", message => _news.Add(message.Value));

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddContent(0, string.Join(", ", _news));
        builder.OpenElement(1, "button");
        builder.AddAttribute(2, "onclick", EventCallback.Factory.Create(this, () => TellAsync("something new")));
        builder.CloseElement();
    }

    private async Task TellAsync(string text) => await Topics.PublishAsync("news", text);
}
