namespace BlazorAspire.Gateway.Forwarding;

internal sealed class ForwardingOptions
{
    public const string Section = "Gateway:Forwarding";

    /// <summary>How long nothing may move on a request or a circuit. A circuit sends a keep-alive every 15 seconds.</summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromMinutes(2);

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>In bytes.</summary>
    public long MaxRequestBodySize { get; set; } = 30_000_000;

    public static void Check(ForwardingOptions options, SettingsCheck check)
    {
        check.Between(nameof(ActivityTimeout), options.ActivityTimeout, TimeSpan.FromSeconds(20), TimeSpan.FromHours(1));
        check.Between(nameof(ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        check.Between(nameof(MaxRequestBodySize), options.MaxRequestBodySize, 0, long.MaxValue);
    }
}
