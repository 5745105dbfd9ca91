namespace BlazorAspire.Circuits.Versions;

/// <summary>Compares versions of the app: by their numbers where both have some, else as text.</summary>
internal static class AppVersion
{
    public static bool IsNewer(string version, string than) => Compare(version, than) > 0;

    private static int Compare(string left, string right)
    {
        var (numbers, label) = Split(left);
        var (otherNumbers, otherLabel) = Split(right);
        if (numbers is null || otherNumbers is null)
        {
            return string.CompareOrdinal(left, right);
        }

        var byNumber = numbers.CompareTo(otherNumbers);
        // 1.2.0-beta comes before 1.2.0.
        return byNumber != 0 ? byNumber : (label, otherLabel) switch
        {
            ("", "") => 0,
            ("", _) => 1,
            (_, "") => -1,
            _ => string.CompareOrdinal(label, otherLabel),
        };
    }

    private static (Version? Numbers, string Label) Split(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var numbers = dash < 0 ? text : text[..dash];
        return (Version.TryParse(numbers.Contains('.', StringComparison.Ordinal) ? numbers : numbers + ".0", out var version) ? version : null, dash < 0 ? "" : text[(dash + 1)..]);
    }
}
