using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is given to the AppHost, or asked for by who deploys it.</summary>
public class ParameterResource : Resource
{
    private readonly Func<string> _value;

    internal ParameterResource(string name, Func<string> value, bool isSecret) : base(name)
    {
        _value = value;
        IsSecret = isSecret;
    }

    internal string Value => _value();

    internal bool IsSecret { get; }

    /// <summary>How long the value is that a deployment makes up; null when a person has to give one.</summary>
    internal int? GeneratedLength { get; init; }

    internal static string Read(IConfiguration configuration, string name) => configuration[$"Parameters:{name}"]
        ?? throw new DistributedApplicationException($"Parameter '{name}' has no value. Set Parameters:{name} in the AppHost's configuration or user secrets.");
}
