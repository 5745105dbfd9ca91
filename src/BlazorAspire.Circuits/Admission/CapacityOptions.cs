namespace BlazorAspire.Circuits.Admission;

/// <summary>How many users a replica takes, and how much of each: the section <c>Circuits</c>.</summary>
internal sealed class CapacityOptions
{
    public const string Section = "Circuits";

    /// <summary>Circuits that this replica holds before it takes no new users. 0, the default, is no limit. Plan 250 KB of memory for each.</summary>
    public int Max { get; set; }

    /// <summary>
    /// Circuits that this replica takes from one address; a negotiation beyond is answered with 429. 0, the default, is no limit. Users behind one proxy or network share an
    /// address, unless the front door forwards theirs.
    /// </summary>
    public int MaxPerAddress { get; set; }

    /// <summary>Circuits that this replica takes from one signed-in user, in all of the user's browsers and tabs; a negotiation beyond is answered with 429. 0, the default, is no limit.</summary>
    public int MaxPerUser { get; set; }

    /// <summary>Bytes of memory that this process may take before it takes no new users; it takes them again below 9/10 of it. 0, the default, is no limit.</summary>
    public long MaxMemory { get; set; }

    /// <summary>
    /// Time between two collections of the whole heap, in the background, to tell what a circuit takes. It is done when circuits have come or gone
    /// since the last. 00:00:00 is never: then it is told when the runtime collects by itself.
    /// </summary>
    public TimeSpan MemoryInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Circuits without a connection that this replica keeps, for 3 minutes each; the oldest goes to Redis when there are more. The framework's own 100 would
    /// be exceeded whenever a gateway or a network takes the connections of all users at once, and most pages loaded anew.
    /// </summary>
    public int MaxDisconnected { get; set; } = 5000;

    /// <summary>
    /// Bytes of one message of a page, which a text field's event carries twice. The page says so where something is larger, and does not send it. The
    /// framework's own 32 KB end the connection at 16,000 letters.
    /// </summary>
    public int MaxMessageSize { get; set; } = 4 * 1024 * 1024;

    public static string? FindProblem(CapacityOptions options) =>
        options.Max is < 0 or > 1_000_000 ? $"Circuits:Max is {options.Max}. Use a number from 1 to 1000000, or 0 for no limit."
        : options.MaxPerAddress is < 0 or > 1_000_000 ? $"Circuits:MaxPerAddress is {options.MaxPerAddress}. Use a number from 1 to 1000000, or 0 for no limit."
        : options.MaxPerUser is < 0 or > 1_000_000 ? $"Circuits:MaxPerUser is {options.MaxPerUser}. Use a number from 1 to 1000000, or 0 for no limit."
        : options.MaxMemory is not 0 and < MinMemory ? $"Circuits:MaxMemory is {options.MaxMemory} bytes. Use at least {MinMemory}, which the app takes without users, or 0 for no limit."
        : options.MaxDisconnected is < 0 or > 1_000_000 ? $"Circuits:MaxDisconnected is {options.MaxDisconnected}. Use a number from 0 to 1000000, such as 5000."
        : options.MaxMessageSize is < 32 * 1024 or > 128 * 1024 * 1024 ? $"Circuits:MaxMessageSize is {options.MaxMessageSize} bytes. Use a number from 32768 to 134217728, such as 4194304."
        : options.MemoryInterval < TimeSpan.Zero || options.MemoryInterval > TimeSpan.FromDays(1) ? $"Circuits:MemoryInterval is {options.MemoryInterval}. Use a time up to 1.00:00:00, or 00:00:00 for never."
        : null;

    private const long MinMemory = 64 * 1024 * 1024;
}
