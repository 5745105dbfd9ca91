namespace BlazorAspire.Circuits;

/// <summary>How far a page may run ahead of the store.</summary>
public enum StateLevel
{
    /// <summary>What is set further out: the class, then <c>State:Mode</c>.</summary>
    Inherit,

    /// <summary>Not at all: what the user sees is already saved.</summary>
    Strict,

    /// <summary>By one save: a change is shown at once and saved right after.</summary>
    Relaxed,

    /// <summary>Nothing is saved and nothing restored.</summary>
    Off,
}
