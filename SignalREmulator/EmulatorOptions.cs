namespace BlazorAspire.SignalREmulator;

/// <summary>The section <c>Emulator</c>.</summary>
internal sealed class EmulatorOptions
{
    public const string Section = "Emulator";
    private const int LeastKeyLength = 32;
    private const int LeastBuffer = 64 * 1024;
    private const int MostBuffer = 256 * 1024 * 1024;

    /// <summary>What tokens are signed with. The one for everybody guards nothing but mistakes.</summary>
    public string AccessKey { get; set; } = "this-key-is-for-the-local-emulator-only-0000";

    /// <summary>How many bytes wait for a client that reads slowly, before it is let go.</summary>
    public int ClientBufferBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long a client may be silent.</summary>
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After which silence of ours a client gets a ping.</summary>
    public TimeSpan ClientPingInterval { get; set; } = TimeSpan.FromSeconds(15);

    public static string? FindProblem(EmulatorOptions options)
    {
        if (options.AccessKey.Length < LeastKeyLength || options.AccessKey.Contains(';'))
        {
            return $"Emulator:AccessKey has {options.AccessKey.Length} characters. Use at least {LeastKeyLength}, without ';'.";
        }
        if (options.ClientBufferBytes is < LeastBuffer or > MostBuffer)
        {
            return $"Emulator:ClientBufferBytes is {options.ClientBufferBytes}. Use {LeastBuffer} to {MostBuffer}.";
        }
        if (options.ClientPingInterval < TimeSpan.FromSeconds(1) || options.ClientPingInterval > TimeSpan.FromMinutes(5))
        {
            return $"Emulator:ClientPingInterval is {options.ClientPingInterval}. Use 00:00:01 to 00:05:00.";
        }
        return options.ClientTimeout > options.ClientPingInterval && options.ClientTimeout <= TimeSpan.FromHours(1) ? null
            : $"Emulator:ClientTimeout is {options.ClientTimeout}. Use more than Emulator:ClientPingInterval ({options.ClientPingInterval}), and at most 01:00:00.";
    }
}
