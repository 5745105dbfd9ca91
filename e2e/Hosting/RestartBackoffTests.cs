using BlazorAspire.Hosting;

namespace BlazorAspire.Tests.Hosting;

public sealed class RestartBackoffTests
{
    private const double NoJitter = 0.5;
    private static readonly TimeSpan Briefly = TimeSpan.FromSeconds(1);
    private readonly RestartBackoff _backoff = new();

    [Fact]
    public void Next_CrashAfterCrash_DoublesUpToTheCap() => Assert.Equal(
        [2, 4, 8, 16, 30, 30],
        Enumerable.Range(0, 6).Select(_ => _backoff.Next(Briefly, NoJitter)!.Value.TotalSeconds));

    [Fact]
    public void Next_NeverHealthy_WaitsLessAsItHadNoUsers() => Assert.Equal(
        [0.25, 0.5, 1, 2],
        Enumerable.Range(1, RestartBackoff.MaxFailedStarts - 1).Select(_ => _backoff.Next(null, NoJitter)!.Value.TotalSeconds));

    [Theory]
    [InlineData(0, 1.6)]
    [InlineData(1, 2.4)]
    public void Next_WithJitter_IsAFifthShorterOrLonger(double random, double seconds) =>
        Assert.Equal(seconds, _backoff.Next(Briefly, random)!.Value.TotalSeconds, precision: 6);

    [Fact]
    public void Next_AfterAHealthyWhile_BeginsAgain()
    {
        Repeat(4, () => _backoff.Next(Briefly, NoJitter));

        Assert.Equal(2, _backoff.Next(RestartBackoff.HealthyWhile, NoJitter)!.Value.TotalSeconds);
    }

    [Fact]
    public void Next_NeverHealthy_GivesUpAtTheFifthTime()
    {
        Repeat(RestartBackoff.MaxFailedStarts - 1, () => Assert.NotNull(_backoff.Next(null, NoJitter)));

        Assert.Null(_backoff.Next(null, NoJitter));
    }

    [Fact]
    public void Next_HealthyBetween_DoesNotGiveUp()
    {
        Repeat(RestartBackoff.MaxFailedStarts - 1, () => _backoff.Next(null, NoJitter));

        Assert.NotNull(_backoff.Next(Briefly, NoJitter));
        Assert.NotNull(_backoff.Next(null, NoJitter));
    }

    [Fact]
    public void Next_StartedByAUserAfterItGaveUp_BeginsAgain()
    {
        Repeat(RestartBackoff.MaxFailedStarts, () => _backoff.Next(null, NoJitter));

        Assert.Equal(0.25, _backoff.Next(null, NoJitter)!.Value.TotalSeconds);
    }

    [Fact]
    public void Restarts_OfSomeCrashes_CountsThem()
    {
        Repeat(3, () => _backoff.Next(Briefly, NoJitter));

        Assert.Equal(3, _backoff.Restarts);
    }

    private static void Repeat(int times, Action action)
    {
        for (var time = 0; time < times; time++)
        {
            action();
        }
    }
}
