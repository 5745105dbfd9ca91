namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>What one run of opening and leaving pages gave.</summary>
internal sealed record StartsRun(int Circuits, TimeSpan Elapsed)
{
    public double PerSecond => Circuits / Elapsed.TotalSeconds;
}
