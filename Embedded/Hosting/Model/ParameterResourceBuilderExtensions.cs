using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds values that are given to the AppHost.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a value, read from <c>Parameters:{name}</c> where the app runs, and asked for where it is deployed.</summary>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => ParameterResource.Read(builder.Configuration, name), secret));
}
