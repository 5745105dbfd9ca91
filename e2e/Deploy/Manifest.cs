using System.Globalization;
using BlazorAspire.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace BlazorAspire.Tests.Deploy;

/// <summary>An object of the folder deploy/kubernetes.</summary>
internal sealed record Manifest(string File, YamlNode Root)
{
    public static IReadOnlyList<Manifest> All { get; } = [.. Directory.EnumerateFiles(Repository.PathOf("deploy", "kubernetes"), "*.yaml", SearchOption.AllDirectories).Order().SelectMany(Read)];

    /// <summary>The object alone, as YAML.</summary>
    public string Text
    {
        get
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            new YamlStream(new YamlDocument(Root)).Save(text, assignAnchors: false);
            return text.ToString();
        }
    }

    public string Kind => TextAt("kind");

    public string Name => TextAt("metadata.name");

    public static Manifest Of(string kind, string name) => All.Single(manifest => manifest.TryAt("kind") is not null && manifest.Kind == kind && manifest.Name == name);

    public static IEnumerable<Manifest> Of(string kind) => All.Where(manifest => manifest.TryAt("kind")?.ToString() == kind);

    /// <summary>What stands at <c>spec.rules.0.host</c>.</summary>
    public YamlNode At(string path) => TryAt(path) ?? throw new InvalidOperationException($"{File} has nothing at '{path}'.");

    public YamlNode? TryAt(string path) => path.Split('.').Aggregate<string, YamlNode?>(Root, Step);

    public string TextAt(string path) => ((YamlScalarNode)At(path)).Value!;

    public IReadOnlyDictionary<string, string> MapAt(string path) =>
        ((YamlMappingNode)At(path)).ToDictionary(entry => entry.Key.ToString(), entry => ((YamlScalarNode)entry.Value).Value!);

    public IEnumerable<YamlNode> ListAt(string path) => (YamlSequenceNode)At(path);

    private static IEnumerable<Manifest> Read(string file)
    {
        using var reader = System.IO.File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(document => new Manifest(Path.GetRelativePath(Repository.Root, file), document.RootNode))];
    }

    private static YamlNode? Step(YamlNode? node, string name) => node switch
    {
        YamlMappingNode map => map.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null,
        YamlSequenceNode list when int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < list.Children.Count => list[index],
        _ => null,
    };
}
