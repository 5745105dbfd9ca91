using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Publish;

namespace Embedded.Hosting.Azure.AppContainers;

/// <summary>Turns the manifest's expressions into Bicep, and keeps the parameters that this takes.</summary>
internal sealed partial class ModuleExpressions(IResourceCollection resources)
{
    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _declarations = [];

    public IReadOnlyDictionary<string, string> Values => _values;

    public string Declarations => string.Join("\n", _declarations);

    /// <summary>Declares a parameter, and gives its name.</summary>
    public string Parameter(string name, string expression, bool isSecret = false)
    {
        var identifier = BicepNames.Identifier(name);
        if (_values.TryAdd(identifier, $"{{{expression}}}"))
        {
            _declarations.Add(isSecret ? $"@secure()\nparam {identifier} string\n" : $"param {identifier} string\n");
        }
        return identifier;
    }

    /// <summary>Gives the Bicep for a text with references in braces, and whether a secret is in it.</summary>
    public (string Bicep, bool IsSecret) Translate(string text)
    {
        var parts = new List<Part>();
        Collect(text, parts);
        var isSecret = parts.Any(p => p.IsSecret);
        if (parts is [{ Parameter: { } only }])
        {
            return (only, isSecret);
        }
        var bicep = new StringBuilder("'");
        foreach (var part in parts)
        {
            bicep.Append(part.Parameter is { } parameter ? $"${{{parameter}}}" : Escape(part.Literal));
        }
        return (bicep.Append('\'').ToString(), isSecret);
    }

    /// <summary>A text of Bicep.</summary>
    public static string Quote(string text) => $"'{Escape(text)}'";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("${", "\\${", StringComparison.Ordinal);

    private void Collect(string text, List<Part> parts)
    {
        var next = 0;
        foreach (Match match in Reference().Matches(text))
        {
            AddLiteral(text[next..match.Index], parts);
            Resolve(match.Groups["resource"].Value, match.Groups["member"].Value, parts);
            next = match.Index + match.Length;
        }
        AddLiteral(text[next..], parts);
    }

    private void Resolve(string name, string member, List<Part> parts)
    {
        var resource = resources.FirstOrDefault(r => r.Name == name)
            ?? throw new DistributedApplicationException($"'{{{name}.{member}}}' refers to resource '{name}', which the app does not have. Add it, or remove the reference.");
        if (resource is ParameterResource parameter)
        {
            parts.Add(new Part("", Parameter($"{name}_value", $"{name}.value", parameter.IsSecret), parameter.IsSecret));
        }
        else if (member == "connectionString")
        {
            Collect(resource.Annotations.OfType<ConnectionExpressionAnnotation>().Single().Expression, parts);
        }
        else if (member.StartsWith("outputs.", StringComparison.Ordinal))
        {
            parts.Add(new Part("", Parameter($"{name}_{member}", $"{name}.{member}"), IsSecret: false));
        }
        else if (member.EndsWith(".host", StringComparison.Ordinal))
        {
            // Apps of one environment find each other by name.
            AddLiteral(name, parts);
        }
        else if (resource.Annotations.OfType<ContainerAnnotation>().FirstOrDefault() is { } container)
        {
            AddLiteral(container.TargetPort.ToString(CultureInfo.InvariantCulture), parts);
        }
        else
        {
            parts.Add(new Part("", Parameter($"{name}_containerport", $"{name}.containerPort"), IsSecret: false));
        }
    }

    private static void AddLiteral(string text, List<Part> parts)
    {
        if (text.Length > 0)
        {
            parts.Add(new Part(text, null, IsSecret: false));
        }
    }

    [GeneratedRegex(@"\{(?<resource>[\w-]+)\.(?<member>[\w.-]+)\}")]
    private static partial Regex Reference();

    private sealed record Part(string Literal, string? Parameter, bool IsSecret);
}
