namespace BlazorAspire.Circuits.State;

/// <summary>How state is saved: the section <c>State</c>.</summary>
internal sealed class StateOptions
{
    public const string Section = "State";

    /// <summary>Strict, relaxed or off, for what does not say otherwise.</summary>
    public StateLevel Mode { get; set; } = StateLevel.Strict;

    /// <summary>Where state is kept: Redis where a connection string 'redis' is set, else this process's memory.</summary>
    public StateStoreKind Store { get; set; } = StateStoreKind.Auto;

    /// <summary>How long the store may hold a page back before it goes on unsaved.</summary>
    public TimeSpan HoldLimit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a page may wait for its state before it starts without. While the store is known to be away, who has nothing in it waits for the hold limit only. A store that is only late is waited for longer.</summary>
    public TimeSpan LoadLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The least time between two saves of a circuit whose changes are all relaxed. The first change after a pause is saved at once.</summary>
    public TimeSpan RelaxedInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long state is kept after its last change.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(8);

    /// <summary>Bytes that the state of one tab or user may take. A larger one is not saved, and what was saved before stays.</summary>
    public int MaxSize { get; set; } = 1024 * 1024;

    /// <summary>Bytes of state from which on the log warns: over about 100 KB a circuit, saving and restoring begin to be felt.</summary>
    public int WarnSize { get; set; } = 100 * 1024;

    /// <summary>Circuits that have ended and whose state still waits for the store, at most; beyond it the oldest is given up.</summary>
    public int MaxWaiting { get; set; } = 10_000;

    public static string? FindProblem(StateOptions options) =>
        options.Mode == StateLevel.Inherit || !Enum.IsDefined(options.Mode) ? $"State:Mode is '{options.Mode}'. Use Strict, Relaxed or Off."
        : !Enum.IsDefined(options.Store) ? $"State:Store is '{options.Store}'. Use Auto, Redis or Memory."
        : Outside(nameof(HoldLimit), options.HoldLimit, TimeSpan.Zero, TimeSpan.FromSeconds(30))
            ?? Outside(nameof(LoadLimit), options.LoadLimit, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30))
            ?? Outside(nameof(RelaxedInterval), options.RelaxedInterval, TimeSpan.Zero, TimeSpan.FromSeconds(30))
            ?? Outside(nameof(Retention), options.Retention, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30))
            ?? Outside(nameof(MaxSize), options.MaxSize, 1024, 64 * 1024 * 1024)
            ?? Outside(nameof(WarnSize), options.WarnSize, 1, options.MaxSize)
            ?? Outside(nameof(MaxWaiting), options.MaxWaiting, 1, 1_000_000);

    private static string? Outside<T>(string name, T value, T least, T most) where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? $"State:{name} is {value}. Use a value from {least} to {most}." : null;
}
