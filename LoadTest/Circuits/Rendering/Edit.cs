namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <param name="Frame">The frame that an edit brings in; for an entry of a permutation list the sibling's new index.</param>
internal readonly record struct Edit(EditType Type, int Sibling, int Frame, string? RemovedAttribute);
