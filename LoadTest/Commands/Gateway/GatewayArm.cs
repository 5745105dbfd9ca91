using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>What the rounds gave for one arm.</summary>
/// <param name="IdleKilobytes">Of resident memory for each idle WebSocket; nothing for the arm without a proxy.</param>
internal sealed record GatewayArm(string Name, IReadOnlyList<GatewayRun> Runs, IReadOnlyList<double> IdleKilobytes)
{
    public Spread Of(Func<GatewayRun, double> figure) => Spread.Of(Runs.Select(figure));

    /// <summary>Both figures of the same round, taken together.</summary>
    public Spread Against(GatewayArm other, Func<GatewayRun, double> figure, Func<double, double, double> take) =>
        Spread.Of(Runs.Zip(other.Runs, (own, its) => take(figure(own), figure(its))));

    public Spread Ratio(GatewayArm other, Func<GatewayRun, double> figure) => Against(other, figure, (own, its) => own / its);
}
