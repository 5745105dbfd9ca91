using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace BlazorAspire.Circuits.Circuits;

internal static class InteropTypesExtensions
{
    /// <summary>
    /// Gives each circuit <see cref="InteropTypes"/> in place of the serializer's own. It happens where a circuit's script runtime is made: the framework
    /// calls the first script before anybody hears of the circuit, and from then on the serializer takes no change. Call it after the components are added.
    /// </summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public static void UseInteropTypes(this IServiceCollection services)
    {
        var isFound = false;
        for (var index = 0; index < services.Count; index++)
        {
            if (services[index] is { ServiceType: var service, IsKeyedService: false, ImplementationType: { } type, Lifetime: var lifetime }
                && service == typeof(IJSRuntime) && type.IsAssignableTo(typeof(JSRuntime)))
            {
                services[index] = ServiceDescriptor.Describe(service, provider => Create(provider, type), lifetime);
                isFound = true;
            }
        }

        if (!isFound)
        {
            throw new InvalidOperationException(
                "The app has no interactive server components yet. Call 'builder.Services.AddRazorComponents().AddInteractiveServerComponents()' before 'builder.AddBlazorReplicas()'.");
        }
    }

    private static JSRuntime Create(IServiceProvider services, Type type)
    {
        var runtime = (JSRuntime)ActivatorUtilities.CreateInstance(services, type);
        Use(OptionsOf(runtime));
        return runtime;
    }

    internal static void Use(JsonSerializerOptions options)
    {
        // Without any the serializer would take its own.
        options.TypeInfoResolver ??= InteropTypes.Shared;
        var resolvers = options.TypeInfoResolverChain;
        for (var index = 0; index < resolvers.Count; index++)
        {
            if (resolvers[index] is DefaultJsonTypeInfoResolver)
            {
                resolvers[index] = InteropTypes.Shared;
            }
        }
    }

    // Who derives from a runtime has these; that of circuits is not ours to derive from.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);
}
