using System.Linq.Expressions;
using System.Reflection;

namespace BlazorAspire.Circuits.State.Declaration;

/// <summary>One marked property, with quick ways to read and set it.</summary>
internal sealed class DurableProperty
{
    private static readonly HashSet<Type> Values =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    private readonly Func<object, object?> _get;
    private readonly Action<object, object?> _set;

    private DurableProperty(PropertyInfo property, StateLevel level, StateScope scope)
    {
        Name = property.Name;
        Type = property.PropertyType;
        Level = level;
        Scope = scope;
        var plain = Nullable.GetUnderlyingType(Type) ?? Type;
        IsValue = plain.IsPrimitive || plain.IsEnum || Values.Contains(plain);
        _get = Getter(property);
        _set = Setter(property);
    }

    public string Name { get; }

    public Type Type { get; }

    public StateLevel Level { get; }

    public StateScope Scope { get; }

    /// <summary>Cannot change from within, so that an equal value need not be written out to know that it is the same.</summary>
    public bool IsValue { get; }

    public object? Get(object owner) => _get(owner);

    public void Set(object owner, object? value) => _set(owner, value);

    /// <exception cref="InvalidOperationException">The property cannot be read and set.</exception>
    public static DurableProperty Of(PropertyInfo property, DurableAttribute mark, DurableAttribute? ofClass)
    {
        var name = $"{property.DeclaringType!.Name}.{property.Name}";
        if (property.GetMethod is null || property.SetMethod is null)
        {
            throw new InvalidOperationException($"Property '{name}' is marked [Durable] and has no {(property.SetMethod is null ? "setter" : "getter")}. Give it one, which may be private.");
        }

        if (property.GetMethod.IsStatic || property.GetIndexParameters().Length > 0)
        {
            throw new InvalidOperationException($"Property '{name}' is marked [Durable] and is {(property.GetMethod.IsStatic ? "static" : "an indexer")}. Mark a plain property of an instance.");
        }

        return new DurableProperty(
            property,
            mark.Level != StateLevel.Inherit ? mark.Level : ofClass?.Level ?? StateLevel.Inherit,
            mark.Scope != StateScope.Inherit ? mark.Scope : ofClass is { Scope: not StateScope.Inherit } ? ofClass.Scope : StateScope.Tab);
    }

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var owner = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(owner, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), owner).Compile();
    }

    private static Action<object, object?> Setter(PropertyInfo property)
    {
        var owner = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        var assign = Expression.Assign(
            Expression.Property(Expression.Convert(owner, property.DeclaringType!), property), Expression.Convert(value, property.PropertyType));
        return Expression.Lambda<Action<object, object?>>(assign, owner, value).Compile();
    }
}
