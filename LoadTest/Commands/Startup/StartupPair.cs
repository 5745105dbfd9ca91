namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>One run of each arm, one right after the other.</summary>
internal sealed record StartupPair(ArmRun Whole, ArmRun Alone)
{
    public double Ratio => Whole.Elapsed / Alone.Elapsed;
}
