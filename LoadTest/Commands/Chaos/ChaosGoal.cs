namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>How long 99 of 100 users whose page lost its server may be without a confirmed click.</summary>
internal sealed record ChaosGoal(FaultKind Kind, double Seconds)
{
    public static readonly IReadOnlyList<ChaosGoal> All = [new(FaultKind.Kill, 5), new(FaultKind.Roll, 2), new(FaultKind.Gateway, 15)];
}
