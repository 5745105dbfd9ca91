namespace BlazorAspire.Circuits.Drain;

/// <summary>How a replica gives its users to others before it ends: the section <c>Drain</c>.</summary>
internal sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>
    /// Users who are asked to move at once, at least: so many more that all are asked after <see cref="AskedAfter"/>. Who moves together waits together, so
    /// the batches are small and even.
    /// </summary>
    public int BatchSize { get; set; } = 5;

    /// <summary>Time between two batches.</summary>
    public TimeSpan BatchInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>When the replica ends, whoever is still there.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>When the host ends, whatever still runs; the host's own <c>ShutdownTimeout</c>. Counts from the signal, as the deadline does.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>When the platform kills the process: <c>terminationGracePeriodSeconds</c>, which is 30 s on Container Apps and Kubernetes.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What who orders a drain by <c>POST /drain</c> must know. Without it there is no such address.</summary>
    public string? Key { get; set; }

    /// <summary>When the last user is asked at the latest: two thirds of the deadline are for those who are slow.</summary>
    public TimeSpan AskedAfter => Deadline / 3;

    /// <summary>How many of so many users are asked at once.</summary>
    public int BatchOf(int users) => Math.Max(BatchSize, (int)Math.Ceiling(users * (BatchInterval / AskedAfter)));

    public static string? FindProblem(DrainOptions options) =>
        options.BatchSize is < 1 or > 100_000 ? $"Drain:BatchSize is {options.BatchSize}. Use a number from 1 to 100000."
        : options.BatchInterval < TimeSpan.Zero || options.BatchInterval > TimeSpan.FromMinutes(1) ? $"Drain:BatchInterval is {options.BatchInterval}. Use a time from 00:00:00 to 00:01:00."
        : options.Deadline <= TimeSpan.Zero ? $"Drain:Deadline is {options.Deadline}. Use a time above 00:00:00, such as 00:00:20."
        : options.Deadline >= options.ShutdownTimeout ? $"Drain:Deadline is {options.Deadline}, and the host ends after Drain:ShutdownTimeout, {options.ShutdownTimeout}: users would be cut off. Lower Drain:Deadline, or raise Drain:ShutdownTimeout."
        : options.ShutdownTimeout >= options.GracePeriod ? $"Drain:ShutdownTimeout is {options.ShutdownTimeout}, and the platform kills the process after Drain:GracePeriod, {options.GracePeriod}. Lower Drain:ShutdownTimeout, or raise the platform's grace period and Drain:GracePeriod with it."
        : null;
}
