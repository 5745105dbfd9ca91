using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>A file of the folder deploy, with what differs from machine to machine replaced and nothing else.</summary>
internal sealed class ShippedFile(params string[] path)
{
    private string _text = File.ReadAllText(Repository.PathOf(["deploy", .. path]));

    public string Text => _text;

    /// <summary>Fails when the file does not have it: then the test would run something else than what is shipped.</summary>
    public ShippedFile With(string shipped, string here)
    {
        Assert.True(_text.Contains(shipped, StringComparison.Ordinal), $"deploy/{string.Join('/', path)} does not have '{shipped}'.");
        _text = _text.Replace(shipped, here, StringComparison.Ordinal);
        return this;
    }
}
