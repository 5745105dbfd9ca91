using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ResourceName
{
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > 64 || !Form().IsMatch(name))
        {
            throw new ArgumentException(
                $"Resource name '{name}' is not valid. Use at most 64 ASCII letters, digits and single dashes, beginning with a letter and not ending with a dash.", nameof(name));
        }
        return name;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")]
    private static partial Regex Form();
}
