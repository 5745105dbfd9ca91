using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Kinds of faults as people type them: <c>kill,drain</c>.</summary>
internal static class FaultKinds
{
    public static readonly IReadOnlyList<FaultKind> All = Enum.GetValues<FaultKind>();

    public static string AllText { get; } = string.Join(',', All.Select(NameOf));

    public static string HowTo { get; } = $"Use one or more of {string.Join(", ", All.Select(NameOf))}, with commas between them and each once.";

    public static string NameOf(FaultKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    /// <summary>Null where a word is no kind, or comes twice.</summary>
    public static IReadOnlyList<FaultKind>? TryParse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var kinds = All.Where(kind => words.Contains(NameOf(kind))).ToArray();
        return kinds.Length == words.Length ? kinds : null;
    }

    /// <summary>Kinds that throw everybody out where there is one replica only, whatever the app does.</summary>
    public static bool NeedsAnotherReplica(FaultKind kind) => kind is FaultKind.Kill or FaultKind.Stall or FaultKind.Drain or FaultKind.Roll;
}
