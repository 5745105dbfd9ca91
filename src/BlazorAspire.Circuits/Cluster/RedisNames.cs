namespace BlazorAspire.Circuits.Cluster;

/// <summary>The section <c>Redis</c>.</summary>
internal sealed class RedisNames
{
    public const string Section = "Redis";
    private const int MaxLength = 100;

    /// <summary>What the name of every key and channel begins with. Apps that share a Redis differ in it. The default is <c>BlazorAspire:</c>.</summary>
    public string KeyPrefix { get; set; } = "BlazorAspire:";

    /// <summary>Braces choose the server of a Redis cluster that has a key.</summary>
    public static string? FindProblem(RedisNames names) =>
        names.KeyPrefix.Length is > 0 and <= MaxLength && names.KeyPrefix.IndexOfAny(['{', '}', '*', '?', '[']) < 0 ? null
        : $"Redis:KeyPrefix is '{names.KeyPrefix}'. Use 1 to {MaxLength} characters without braces, brackets, * and ?, such as 'Shop:'.";
}
