using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Embedded.Tests.PublicSurface;

/// <summary>The members that another assembly can use, as C# declares them.</summary>
internal static class MemberSignatures
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "D")}");
        }

        return type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"{Access(constructor)} {type.Name.Split('`')[0]}({Parameters(constructor)})")
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && IsWritten(method)).Select(Method))
            .Concat(type.GetProperties(Declared).Where(property => Accessors(property).Any()).Select(Property))
            .Concat(type.GetEvents(Declared).Where(happening => IsVisible(happening.AddMethod!)).Select(Event))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field));
    }

    public static string Constraints(Type[] parameters) => string.Concat(parameters
        .Where(parameter => parameter.IsGenericParameter)
        .Select(parameter => (parameter.Name, Rules: string.Join(", ", Rules(parameter))))
        .Where(parameter => parameter.Rules.Length > 0)
        .Select(parameter => $" where {parameter.Name} : {parameter.Rules}"));

    private static IEnumerable<string> Rules(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        return (string[])
        [
            .. isStruct ? ["struct"] : Array.Empty<string>(),
            .. attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeNames.Of),
            .. attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : Array.Empty<string>(),
        ];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsWritten(MethodInfo method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Access(MethodBase method) => (method.IsPublic ? "public" : "protected") + method switch
    {
        { IsStatic: true } => " static",
        { DeclaringType.IsInterface: true } => "",
        MethodInfo info when info.GetBaseDefinition() != info => info.IsFinal ? " sealed override" : " override",
        { IsAbstract: true } => " abstract",
        { IsVirtual: true, IsFinal: false } => " virtual",
        _ => "",
    };

    private static string Method(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var arguments = generic.Length > 0 ? $"<{string.Join(", ", generic.Select(TypeNames.Of))}>" : "";
        return $"{Access(method)} {Type(method.ReturnParameter)} {method.Name}{arguments}({Parameters(method)}){Constraints(generic)}";
    }

    private static string Property(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var accessors = Accessors(property).ToList();
        return $"{Access(accessors[0].Method)}{required} {TypeNames.Of(new NullabilityInfoContext().Create(property))} {name} {{ {string.Join(" ", accessors.Select(accessor => accessor.Text))} }}";
    }

    private static IEnumerable<(MethodInfo Method, string Text)> Accessors(PropertyInfo property)
    {
        if (property.GetMethod is { } get && IsVisible(get))
        {
            yield return (get, "get;");
        }

        if (property.SetMethod is { } set && IsVisible(set))
        {
            var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            yield return (set, $"{(set.IsPublic ? "" : "protected ")}{(isInit ? "init" : "set")};");
        }
    }

    private static string Event(EventInfo happening) =>
        $"{Access(happening.AddMethod!)} event {TypeNames.Of(new NullabilityInfoContext().Create(happening))} {happening.Name}";

    private static string Field(FieldInfo field)
    {
        var kind = field switch { { IsLiteral: true } => " const", { IsStatic: true } => " static", _ => "" } + (field.IsInitOnly ? " readonly" : "");
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return $"{(field.IsPublic ? "public" : "protected")}{kind} {TypeNames.Of(new NullabilityInfoContext().Create(field))} {field.Name}{value}";
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        return (isExtension ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        var value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{modifier}{Type(parameter)} {parameter.Name}{value}";
    }

    private static string Type(ParameterInfo parameter) => TypeNames.Of(new NullabilityInfoContext().Create(parameter));

    private static string Default(ParameterInfo parameter) =>
        parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default"
            : Literal(parameter.DefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum member => $"{TypeNames.Of(member.GetType())}.{member}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
