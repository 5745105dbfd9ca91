using System.Reflection;

namespace Embedded.Tests.PublicSurface;

/// <summary>What other assemblies can see of an assembly: a line for each type and, indented below it, one for each member.</summary>
internal static class Surface
{
    private const string Indent = "    ";

    public static IReadOnlyList<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => MemberSignatures.Of(type).Order(StringComparer.Ordinal).Select(member => Indent + member).Prepend(Header(type)))
        .ToList();

    /// <summary>Says on each member's line which type it is of, so that a line says everything by itself.</summary>
    public static IEnumerable<string> Qualify(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            type = line.StartsWith(Indent, StringComparison.Ordinal) ? type : line;
            yield return line == type ? line : $"{type}: {line.Trim()}";
        }
    }

    private static string Header(Type type)
    {
        var parents = string.Join(", ", Parents(type));
        return $"public {Kind(type)} {TypeNames.Of(type)}{(parents.Length > 0 ? $" : {parents}" : "")}{MemberSignatures.Constraints(type.GetGenericArguments())}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Parents(Type type)
    {
        if (type.IsEnum)
        {
            return [];
        }

        Type? parent = type.IsValueType || type.BaseType == typeof(object) ? null : type.BaseType;
        var all = type.GetInterfaces();
        var inherited = all.SelectMany(contract => contract.GetInterfaces()).Concat(parent?.GetInterfaces() ?? []).ToHashSet();
        var contracts = all.Where(contract => contract.IsVisible && !inherited.Contains(contract)).Select(TypeNames.Of).Order(StringComparer.Ordinal);
        return parent is null ? contracts : contracts.Prepend(TypeNames.Of(parent));
    }
}
