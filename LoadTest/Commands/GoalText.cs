namespace BlazorAspire.LoadTest.Commands;

internal static class GoalText
{
    /// <summary>How a line about a goal ends.</summary>
    public static string Of(bool isMet) => isMet ? "Met." : "Missed.";
}
