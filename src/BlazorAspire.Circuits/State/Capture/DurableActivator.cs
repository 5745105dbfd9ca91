using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace BlazorAspire.Circuits.State.Capture;

/// <summary>Sees every component as it is created, and gives it its values before its first line runs.</summary>
internal sealed class DurableActivator(IServiceProvider services, DurableState state) : IComponentActivator
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    public IComponent CreateInstance(Type componentType)
    {
        if (!typeof(IComponent).IsAssignableFrom(componentType))
        {
            throw new ArgumentException($"Type '{componentType.FullName}' is not a component. It has to implement IComponent.", nameof(componentType));
        }

        var component = (IComponent)Factories.GetOrAdd(componentType, type => ActivatorUtilities.CreateFactory(type, Type.EmptyTypes))(services, null);
        state.Track(component);
        return component;
    }
}
