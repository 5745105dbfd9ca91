namespace BlazorAspire.LoadTest.Circuits;

internal sealed record BrowserEvent(BrowserEventKind Kind, string Text);
