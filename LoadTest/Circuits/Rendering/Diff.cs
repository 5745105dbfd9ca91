namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>What changes in one component.</summary>
internal sealed record Diff(int ComponentId, IReadOnlyList<Edit> Edits);
