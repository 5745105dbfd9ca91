namespace BlazorAspire.LoadTest.Commands;

internal static class ExitCodes
{
    public const int GoalMet = 0;
    public const int GoalMissed = 1;
    public const int BadInput = 2;
    public const int NotMeasured = 3;
    public const int Interrupted = 130;
}
