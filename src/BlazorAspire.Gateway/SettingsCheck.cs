using System.Globalization;

namespace BlazorAspire.Gateway;

/// <summary>Collects what is wrong with the settings of one section.</summary>
internal sealed class SettingsCheck(string section)
{
    public List<string> Failures { get; } = [];

    public void Between<T>(string name, T value, T min, T max) where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
        {
            Failures.Add(string.Create(CultureInfo.InvariantCulture,
                $"'{section}:{name}' is {value}. Set it to a value from {min} to {max}."));
        }
    }

    public void That(bool condition, string name, string fact, string wayOut)
    {
        if (!condition)
        {
            Failures.Add($"'{section}:{name}' {fact}. {wayOut}.");
        }
    }
}
