namespace Embedded.Dashboard.Console;

/// <summary>What a page keeps: the section <c>Dashboard:Console</c>.</summary>
internal sealed class ConsoleLimits
{
    public const string Section = "Dashboard:Console";
    private const int Least = 100;
    private const int Most = 100_000;

    /// <summary>Lines that an open page keeps of a resource. 5,000 by default, as many as the engine keeps.</summary>
    public int Lines { get; set; } = 5_000;

    public static string? FindProblem(ConsoleLimits limits) =>
        limits.Lines is >= Least and <= Most ? null : $"'{Section}:Lines' is {limits.Lines}. Set it to a value from {Least} to {Most}.";
}
