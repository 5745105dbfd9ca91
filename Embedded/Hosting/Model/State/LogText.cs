using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes a line of a process fit to be shown: it may hold text of that process's users.</summary>
internal static partial class LogText
{
    public static string Clean(string text)
    {
        var plain = text.Contains('\u001b') ? Escapes().Replace(text, "") : text;
        return plain.Any(IsControl) ? string.Concat(plain.Select(c => IsControl(c) ? '\uFFFD' : c)) : plain;
    }

    private static bool IsControl(char c) => char.IsControl(c) && c != '\t';

    [GeneratedRegex(@"\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)|[@-Z\\-_])")]
    private static partial Regex Escapes();
}
