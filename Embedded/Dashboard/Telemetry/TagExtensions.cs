namespace Embedded.Dashboard.Telemetry;

internal static class TagExtensions
{
    private const int BytesOfTag = 16;
    private const int BytesOfText = 24;

    public static string? ValueOf(this Tag[] tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
            {
                return tag.Value;
            }
        }
        return null;
    }

    public static bool Contain(this Tag[] tags, string text) =>
        Array.Exists(tags, tag => tag.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>About what they take of memory, where every key and value has a copy of its own: a flood of different ones is not pooled.</summary>
    public static int Bytes(this Tag[] tags)
    {
        var bytes = 0;
        foreach (var tag in tags)
        {
            bytes += BytesOfTag + (2 * (BytesOfText + tag.Key.Length + tag.Value.Length));
        }
        return bytes;
    }
}
