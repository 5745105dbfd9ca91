namespace BlazorAspire.Circuits.Moves;

/// <summary>Whether idle users are moved to a replica that has far fewer: the section <c>Rebalance</c>.</summary>
internal sealed class RebalanceOptions
{
    public const string Section = "Rebalance";

    /// <summary>Off by default: a move is seen, if only for a moment.</summary>
    public bool Enabled { get; set; }

    /// <summary>Time between two looks at the cluster.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a user has done nothing before the page may be moved.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Users moved at each look at most.</summary>
    public int BatchSize { get; set; } = 10;

    public static string? FindProblem(RebalanceOptions options) =>
        options.Interval < TimeSpan.FromSeconds(1) || options.Interval > TimeSpan.FromHours(1) ? $"Rebalance:Interval is {options.Interval}. Use a time from 00:00:01 to 01:00:00."
        : options.IdleAfter < TimeSpan.Zero || options.IdleAfter > TimeSpan.FromDays(1) ? $"Rebalance:IdleAfter is {options.IdleAfter}. Use a time from 00:00:00 to 1.00:00:00."
        : options.BatchSize is < 1 or > 10_000 ? $"Rebalance:BatchSize is {options.BatchSize}. Use a number from 1 to 10000."
        : null;
}
