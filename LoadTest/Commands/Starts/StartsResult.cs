namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>What one Redis server gave.</summary>
internal sealed record StartsResult(string Server, IReadOnlyList<StartsRow> Rows, string Cores)
{
    public bool IsGoalMet => Rows.All(row => row.IsGoalMet);
}
