using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>What one Redis server gave.</summary>
/// <param name="Lost">Messages that did not come, with nothing wrong.</param>
/// <param name="Back">From when Redis took connections again to the first message on every server.</param>
internal sealed record FanoutResult(string Server, IReadOnlyList<FanoutRound> Rounds, long Lost, TimeSpan Back)
{
    public const double LeastRatio = 0.9;
    public const double MostMilliseconds = 10;
    public static readonly TimeSpan MostBack = TimeSpan.FromSeconds(5);

    public Spread Raw => Of(round => round.Raw);

    public Spread Hub => Of(round => round.Hub);

    public Spread Ratio => Of(round => round.Hub / round.Raw);

    public Spread P50 => Of(round => round.P50);

    public Spread P99 => Of(round => round.P99);

    public bool IsGoalMet => Ratio.Median >= LeastRatio && P99.Median <= MostMilliseconds && Lost == 0 && Back <= MostBack;

    private Spread Of(Func<FanoutRound, double> value) => Spread.Of(Rounds.Select(value));
}
