namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource, named before its port is known.</summary>
public sealed class EndpointReference
{
    private readonly IResourceWithEndpoints _owner;
    private readonly string _name;

    internal EndpointReference(IResourceWithEndpoints owner, string name)
    {
        _owner = owner;
        _name = name;
    }

    /// <summary>The address, without a slash at the end.</summary>
    /// <exception cref="InvalidOperationException">The app has not started, so the port is not decided yet.</exception>
    public string Url => _owner.Endpoint(_name).Url;
}
