namespace BlazorAspire.LoadTest.Proxies;

/// <summary>A file of the folder deploy, with what differs from machine to machine replaced and nothing else.</summary>
internal sealed class ShippedFile
{
    private readonly string _name;

    /// <param name="root">The folder that holds deploy.</param>
    public ShippedFile(string root, params string[] path)
    {
        _name = $"deploy/{string.Join('/', path)}";
        var file = Path.Combine([root, "deploy", .. path]);
        Text = File.Exists(file) ? File.ReadAllText(file) : throw new MeasurementException(
            $"'{_name}' is not in '{root}'. Take it from the template, which leaves it out with --deploy false.");
    }

    public string Text { get; private set; }

    /// <summary>Fails when the file does not have it: then something else would run than what is shipped.</summary>
    public ShippedFile With(string shipped, string here)
    {
        Text = Text.Contains(shipped, StringComparison.Ordinal)
            ? Text.Replace(shipped, here, StringComparison.Ordinal)
            : throw new MeasurementException($"'{_name}' does not have '{shipped}', which is replaced for this machine. Say in the source what it has instead.");
        return this;
    }
}
