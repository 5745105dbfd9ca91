using System.Collections;
using System.Reflection;

namespace BlazorAspire.Tests.Docs;

/// <summary>A class that a section of the configuration is bound to.</summary>
internal sealed class OptionsClass(Type type)
{
    public string Section { get; } = (string)type.GetField("Section")!.GetRawConstantValue()!;

    public static IReadOnlyList<OptionsClass> Of(params Assembly[] assemblies) =>
        [.. assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.GetField("Section") is { IsLiteral: true }).Select(type => new OptionsClass(type))];

    /// <summary>What configuration can set: whatever has a setter, and lists.</summary>
    public IEnumerable<PropertyInfo> Settings => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.CanWrite || IsList(property));

    public object? DefaultOf(PropertyInfo property) => property.GetValue(Activator.CreateInstance(type));

    /// <summary>Whether the class's own check accepts a value, with defaults elsewhere.</summary>
    public bool Accepts(PropertyInfo property, object value)
    {
        var options = Activator.CreateInstance(type);
        property.SetValue(options, value);
        if (type.GetMethod("FindProblem") is { } findProblem)
        {
            return findProblem.Invoke(null, [options]) is null;
        }
        var check = type.GetMethod("Check")!;
        var problems = Activator.CreateInstance(check.GetParameters()[1].ParameterType, Section)!;
        check.Invoke(null, [options, problems]);
        return ((ICollection)problems.GetType().GetProperty("Failures")!.GetValue(problems)!).Count == 0;
    }

    public static bool IsList(PropertyInfo property) => property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType);
}
