namespace BlazorAspire.Circuits.Cluster;

/// <summary>webapp-2 before webapp-10. The framework's numeric ordering needs ICU, which small containers lack.</summary>
internal sealed class ReplicaNameOrder : IComparer<string>
{
    public static readonly ReplicaNameOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Split(x ?? ""), Split(y ?? ""));
        var byText = string.CompareOrdinal(left.Text, right.Text);
        var byLength = left.Digits.Length.CompareTo(right.Digits.Length);
        return byText != 0 ? byText : byLength != 0 ? byLength : string.CompareOrdinal(left.Digits, right.Digits);
    }

    private static (string Text, string Digits) Split(string name)
    {
        var text = name.AsSpan().TrimEnd("0123456789").ToString();
        return (text, name[text.Length..].TrimStart('0'));
    }
}
