namespace BlazorAspire.Gateway.Assignment;

internal sealed class AssignmentOptions
{
    public const string Section = "Gateway:Assignment";

    /// <summary>How long a user who was given a replica counts as a circuit there before the circuit has connected.</summary>
    public TimeSpan PendingTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pending users that are remembered at most; beyond it the oldest is forgotten.</summary>
    public int MaxPending { get; set; } = 100_000;

    public static void Check(AssignmentOptions options, SettingsCheck check)
    {
        check.Between(nameof(PendingTimeout), options.PendingTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        check.Between(nameof(MaxPending), options.MaxPending, 1, 10_000_000);
    }
}
