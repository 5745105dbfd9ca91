namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of a resource.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>.</param>
/// <param name="Style">How to show it; not used by the embedded profile.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style);
