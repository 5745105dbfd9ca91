namespace BlazorAspire.Gateway.Circuits;

internal sealed class CircuitOptions
{
    public const string Section = "Gateway:Circuits";

    /// <summary>How long a long-polling circuit without a request in flight still counts.</summary>
    public TimeSpan LongPollIdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public static void Check(CircuitOptions options, SettingsCheck check) =>
        check.Between(nameof(LongPollIdleTimeout), options.LongPollIdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
}
