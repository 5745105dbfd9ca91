namespace BlazorAspire.LoadTest.Commands;

/// <summary>How a report says whether a goal holds.</summary>
internal static class GoalText
{
    public static string Of(bool isMet) => isMet ? "Met." : "Missed.";
}
