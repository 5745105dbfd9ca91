namespace BlazorAspire.LoadTest.Circuits;

/// <param name="Problem">What went wrong, where something did.</param>
internal sealed record BrowserEvent(BrowserEventKind Kind, string Text, Exception? Problem = null);
