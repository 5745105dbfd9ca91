using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.Forwarder;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the forwarder.</summary>
public static class ReverseProxyServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IHttpForwarder"/>.</summary>
    public static IServiceCollection AddHttpForwarder(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHttpForwarder, HttpForwarder>();
        return services;
    }
}
