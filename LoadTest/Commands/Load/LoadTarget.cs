namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>A page that a circuit can be opened for.</summary>
/// <param name="Base">What the page's links, and the circuit hub, are relative to.</param>
internal sealed record LoadTarget(Uri Base, Uri Page)
{
    public string Path => Page.PathAndQuery;

    /// <summary>How the prerendered page compares with the first render of its circuit; empty where nobody looked.</summary>
    public string Prerender { get; init; } = "";
}
