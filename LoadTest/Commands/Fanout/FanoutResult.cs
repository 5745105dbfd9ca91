using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>What one Redis server gave.</summary>
/// <param name="Raw">Deliveries a second of the client alone, by round.</param>
/// <param name="Hub">Deliveries a second through the hub, by round.</param>
/// <param name="P99">Milliseconds at half of the hub's peak.</param>
/// <param name="Lost">Messages that did not come, with nothing wrong.</param>
/// <param name="Back">From when Redis took connections again to the first message on every server.</param>
internal sealed record FanoutResult(string Server, IReadOnlyList<double> Raw, IReadOnlyList<double> Hub, double P50, double P99, long Lost, TimeSpan Back)
{
    public const double LeastRatio = 0.9;
    public const double MostMilliseconds = 10;
    public static readonly TimeSpan MostBack = TimeSpan.FromSeconds(5);

    public Spread Ratio => Spread.Of(Hub.Zip(Raw, (hub, raw) => hub / raw));

    public bool IsGoalMet => Ratio.Median >= LeastRatio && P99 <= MostMilliseconds && Lost == 0 && Back <= MostBack;
}
