using System.Reflection;

namespace Embedded.Tests.PublicSurface;

/// <summary>Types as C# writes them, with the question marks of nullable references.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type) => Of(type, nullability: null);

    public static string Of(NullabilityInfo nullability) => Of(nullability.Type, nullability);

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability?.ElementType ?? nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Of(value)}?";
        }

        var isNullable = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType && !type.IsGenericParameter;
        return $"{Name(type, nullability)}{(isNullable ? "?" : "")}";
    }

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return Keywords.TryGetValue(type, out var keyword) ? keyword : $"{FullName(type)}{Arguments(type, nullability)}";
    }

    private static string FullName(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer ? $"{FullName(outer)}.{name}" : $"{type.Namespace}.{name}";
    }

    private static string Arguments(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 0)
        {
            return "";
        }

        var known = nullability?.GenericTypeArguments.Length == arguments.Length;
        return $"<{string.Join(", ", arguments.Select((argument, i) => Of(argument, known ? nullability!.GenericTypeArguments[i] : null)))}>";
    }
}
