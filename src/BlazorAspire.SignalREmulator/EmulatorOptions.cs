using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator;

/// <summary>The section <c>Emulator</c>.</summary>
internal sealed class EmulatorOptions : IValidateOptions<EmulatorOptions>
{
    public const string Section = "Emulator";
    public const string DefaultAccessKey = "this-key-is-for-the-local-emulator-only-0000";
    private const int MinKeyLength = 32;
    private const int MinBuffer = 64 * 1024;
    private const int MaxBuffer = 256 * 1024 * 1024;
    private const int MaxClients = 100_000;

    /// <summary>The key that signs tokens. The default is public: it protects against mistakes only.</summary>
    public string AccessKey { get; set; } = DefaultAccessKey;

    /// <summary>Bytes that wait for a slow client, and bytes of one message of a client. A client beyond it is disconnected.</summary>
    public int ClientBufferBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Longest silence of a client.</summary>
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence of the service after which a client gets a ping.</summary>
    public TimeSpan ClientPingInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Clients that a connection of an app server carries before the server is asked for another connection.</summary>
    public int ClientsPerServerConnection { get; set; } = 1000;

    public ValidateOptionsResult Validate(string? name, EmulatorOptions options) =>
        FindProblem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    /// <summary>One sentence with a setting that is out of range, its value and the allowed values; null when all are allowed.</summary>
    public static string? FindProblem(EmulatorOptions options) => options switch
    {
        { AccessKey: var key } when key.Length < MinKeyLength || key.Contains(';') =>
            $"Emulator:AccessKey has {key.Length} characters. Use at least {MinKeyLength}, without ';'.",
        { ClientBufferBytes: var bytes and (< MinBuffer or > MaxBuffer) } => $"Emulator:ClientBufferBytes is {bytes}. Use {MinBuffer} to {MaxBuffer}.",
        { ClientsPerServerConnection: var clients and (< 1 or > MaxClients) } => $"Emulator:ClientsPerServerConnection is {clients}. Use 1 to {MaxClients}.",
        { ClientPingInterval: var interval } when interval < TimeSpan.FromSeconds(1) || interval > TimeSpan.FromMinutes(5) =>
            $"Emulator:ClientPingInterval is {interval}. Use 00:00:01 to 00:05:00.",
        { ClientTimeout: var timeout } when timeout <= options.ClientPingInterval || timeout > TimeSpan.FromHours(1) =>
            $"Emulator:ClientTimeout is {timeout}. Use more than Emulator:ClientPingInterval ({options.ClientPingInterval}), and at most 01:00:00.",
        _ => null,
    };
}
