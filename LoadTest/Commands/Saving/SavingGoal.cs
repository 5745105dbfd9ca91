namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>What a level of saving may cost, against no saving.</summary>
/// <param name="Ratio">Clicks a second, at least so many times those without saving.</param>
/// <param name="AddedP50">Milliseconds that the median click may take longer.</param>
internal sealed record SavingGoal(double Ratio, double AddedP50)
{
    public static readonly SavingGoal Relaxed = new(0.90, 0.3);
    public static readonly SavingGoal Strict = new(0.75, 0.8);
}
