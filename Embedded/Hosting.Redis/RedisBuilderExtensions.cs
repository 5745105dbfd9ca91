using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Redis;

namespace Aspire.Hosting;

/// <summary>Adds Redis to the app model.</summary>
public static class RedisBuilderExtensions
{
    private const string PasswordLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int PasswordLength = 22;

    /// <summary>Adds a Redis server that listens on loopback only, and always wants a password.</summary>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The resource's name; others reach it by <c>ConnectionStrings__{name}</c>.</param>
    /// <param name="port">The port, 1 to 65535; unset, a free one is found at start.</param>
    /// <param name="password">The password; unset, one is made for each run.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return PublishedRedis.Add(builder, name, password?.Resource);
        }
        var resource = new RedisResource(name, password?.Resource.Value ?? RandomNumberGenerator.GetString(PasswordLetters, PasswordLength));
        resource.Annotations.Add(new EndpointAnnotation("tcp", port, isHttp: false));
        resource.Annotations.Add(new LaunchAnnotation(context => RedisServer.Describe(resource, context)));
        resource.Annotations.Add(new CuttableAnnotation());
        resource.Annotations.Add(new HealthProbeAnnotation(new RedisProbe(resource)));
        return builder.AddResource(resource);
    }
}
