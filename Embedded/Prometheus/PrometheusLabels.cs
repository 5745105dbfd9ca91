using System.Globalization;
using System.Text;

namespace Embedded.Prometheus;

/// <summary>The labels of one series, in the order in which they came.</summary>
internal sealed class PrometheusLabels
{
    private readonly List<(string Name, string Value)> _labels = [];
    private string? _text;

    /// <summary>Two keys that become one name share it, with both values.</summary>
    public void Add(string key, object? value)
    {
        _text = null;
        var (name, text) = (PrometheusName.OfLabel(key), TextOf(value));
        var same = _labels.FindIndex(label => label.Name == name);
        if (same < 0)
        {
            _labels.Add((name, text));
        }
        else
        {
            _labels[same] = (name, $"{_labels[same].Value};{text}");
        }
    }

    /// <summary>One more label for a single series; its value needs no escape.</summary>
    public string With(string name, string value) => _labels.Count == 0 ? $"{{{name}=\"{value}\"}}" : $"{ToString().AsSpan()[..^1]},{name}=\"{value}\"}}";

    public override string ToString() => _text ??= _labels.Count == 0 ? "" : Render();

    private string Render()
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in _labels)
        {
            text.Append(text.Length == 1 ? "" : ",").Append(name).Append("=\"").Append(Escape(value)).Append('"');
        }

        return text.Append('}').ToString();
    }

    private static string Escape(string value) => value.AsSpan().IndexOfAny('\\', '"', '\n') < 0 ? value : value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string TextOf(object? value) => value switch
    {
        null => "",
        bool isTrue => isTrue ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
