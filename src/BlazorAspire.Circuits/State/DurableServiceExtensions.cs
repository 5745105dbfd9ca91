using BlazorAspire.Circuits;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Services whose state outlives the process.</summary>
public static class DurableServiceExtensions
{
    /// <summary>Adds a service of which each circuit has one, and whose properties marked <see cref="DurableAttribute"/> are saved as a component's are.</summary>
    /// <typeparam name="TService">The service.</typeparam>
    /// <param name="services">The app's services.</param>
    public static IServiceCollection AddDurable<TService>(this IServiceCollection services) where TService : class =>
        services.AddScoped(provider =>
        {
            var service = ActivatorUtilities.CreateInstance<TService>(provider);
            provider.GetRequiredService<DurableState>().Track(service);
            return service;
        });
}
