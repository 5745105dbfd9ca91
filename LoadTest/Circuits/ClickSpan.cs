namespace BlazorAspire.LoadTest.Circuits;

/// <summary>One confirmed click.</summary>
/// <param name="Due">When the user wanted to click; the page may not have let them at once, and a fault may have taken the first tries.</param>
/// <param name="Confirmed">When its value was on the screen.</param>
internal readonly record struct ClickSpan(TimeSpan Due, TimeSpan Confirmed);
