namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>A page that a circuit can be opened for.</summary>
/// <param name="Base">What the page's links, and the circuit hub, are relative to.</param>
internal sealed record LoadTarget(Uri Base, Uri Page)
{
    public string Path => Page.PathAndQuery;
}
