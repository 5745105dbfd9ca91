using System.Collections.Concurrent;
using System.Reflection;

namespace BlazorAspire.Circuits.State.Declaration;

/// <summary>What a class has marked as durable.</summary>
internal sealed class DurableType
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, DurableType?> Known = new();

    private DurableType(Type type, IReadOnlyList<DurableProperty> properties, bool isKeyed)
    {
        Name = type.FullName ?? type.Name;
        Properties = properties;
        IsKeyed = isKeyed;
    }

    public string Name { get; }

    public IReadOnlyList<DurableProperty> Properties { get; }

    public bool IsKeyed { get; }

    /// <summary>Null when the class has marked nothing.</summary>
    /// <exception cref="InvalidOperationException">A marked property cannot be read and set, or only some are keyed.</exception>
    public static DurableType? Of(Type type) => Known.GetOrAdd(type, Read);

    /// <summary>Reads every class of an assembly, so that a wrong mark ends the start and not somebody's page.</summary>
    public static void Check(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsGenericTypeDefinition: false }))
        {
            Of(type);
        }
    }

    private static DurableType? Read(Type type)
    {
        var ofClass = type.GetCustomAttribute<DurableAttribute>();
        var marked = Lineage(type).SelectMany(level => level.GetProperties(Members))
            .Select(property => (Property: property, Mark: property.GetCustomAttribute<DurableAttribute>()))
            .Where(found => found.Mark is not null)
            .ToList();
        if (marked.Count == 0)
        {
            return null;
        }

        var keyed = marked.Count(found => found.Mark!.Keyed || ofClass is { Keyed: true });
        if (keyed != 0 && keyed != marked.Count)
        {
            throw new InvalidOperationException($"Class '{type.Name}' has durable properties with and without a key. Mark all of them Keyed, or put [Durable(Keyed = true)] on the class.");
        }

        return new DurableType(type, [.. marked.Select(found => DurableProperty.Of(found.Property, found.Mark!, ofClass))], keyed > 0);
    }

    private static IEnumerable<Type> Lineage(Type type)
    {
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            yield return level;
        }
    }
}
