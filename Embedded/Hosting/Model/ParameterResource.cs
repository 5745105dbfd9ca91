namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is given to the AppHost. The embedded profile has no way to make one yet; the type completes signatures that take it.</summary>
public class ParameterResource : Resource
{
    internal ParameterResource(string name, string value) : base(name)
    {
        Value = value;
    }

    internal string Value { get; }
}
