using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>How long a user was without an answer because of a fault.</summary>
internal static class Blackout
{
    /// <summary>
    /// The longest wait for a confirmed click, of those due before the end: from the moment when it was due, or from the fault where that came
    /// later. For a user who never got one, all the time until the end.
    /// </summary>
    /// <param name="answered">The clicks that were confirmed after the fault.</param>
    public static TimeSpan Of(IReadOnlyList<ClickSpan> answered, TimeSpan fault, TimeSpan end)
    {
        var waits = answered.Where(span => span.Due <= end).Select(span => span.Confirmed - Later(span.Due, fault)).ToArray();
        return waits.Length == 0 ? end - fault : waits.Max();
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
