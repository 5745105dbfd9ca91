namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>This app's page beside the same page of a bare Blazor app.</summary>
internal sealed record GrowthResult(GrowthArm Ours, GrowthArm Bare)
{
    public const double MostHeapRatio = 1.10;
    public const double MostHeapKilobytes = 130;
    public const double MostResidentMegabytes = 1024;
    public const double MostGrowth = 1.15;

    public double HeapRatio => Ours.Last.HeapBytes / Bare.Last.HeapBytes;

    public double HeapKilobytes => Ours.Last.HeapBytes / 1024;

    public double ResidentMegabytes => Ours.Last.ResidentBytes / 1024.0 / 1024;

    /// <summary>What a circuit needs when all are open, to what it needed in the first step.</summary>
    public double HeapGrowth => Ours.Last.HeapBytes / Ours.First.HeapBytes;

    public double OpeningGrowth => Ours.Last.OpeningMilliseconds / Ours.First.OpeningMilliseconds;

    public double ClickGrowth => Ours.Last.ClickMilliseconds / Ours.First.ClickMilliseconds;

    public bool IsHeapMet => HeapRatio <= MostHeapRatio && HeapKilobytes <= MostHeapKilobytes;

    public bool IsResidentMet => ResidentMegabytes <= MostResidentMegabytes;

    public bool IsGrowthMet => HeapGrowth <= MostGrowth && OpeningGrowth <= MostGrowth && ClickGrowth <= MostGrowth;

    public bool IsGoalMet => IsHeapMet && IsResidentMet && IsGrowthMet;
}
