using Embedded.Hosting.Replicas;

namespace Embedded.Tests.Hosting.Replicas;

public class RestartPolicyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public void NextDelay_NeverHealthy_GivesUpAtTheThirdFailedStart()
    {
        var policy = new RestartPolicy(new Random(1));

        Assert.NotNull(policy.NextDelay(null));
        Assert.NotNull(policy.NextDelay(null));
        Assert.Null(policy.NextDelay(null));
    }

    [Fact]
    public void NextDelay_WasHealthyOnce_NeverGivesUp()
    {
        var policy = new RestartPolicy(new Random(1));
        policy.NextDelay(Short);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.NotNull(policy.NextDelay(null)));
    }

    [Fact]
    public void NextDelay_CrashAfterCrash_DoublesUpToTheCapWithJitterOfAtMostHalf()
    {
        var policy = new RestartPolicy(new Random(1));

        for (var crash = 0; crash < 100; crash++)
        {
            var full = TimeSpan.FromTicks(Math.Min(
                (long)(RestartPolicy.FirstDelay.Ticks * Math.Pow(2, Math.Min(crash, 30))), RestartPolicy.LongestDelay.Ticks));
            Assert.InRange(policy.NextDelay(Short)!.Value, full / 2, full);
        }
    }

    [Fact]
    public void NextDelay_HealthyForAWhile_StartsTheCountAnew()
    {
        var policy = new RestartPolicy(new Random(1));
        for (var crash = 0; crash < 10; crash++)
        {
            policy.NextDelay(Short);
        }

        Assert.InRange(policy.NextDelay(RestartPolicy.StableAfter)!.Value, TimeSpan.Zero, RestartPolicy.FirstDelay);
    }

    [Fact]
    public void NextDelay_TwoReplicasFallTogether_DoNotRiseTogether()
    {
        var random = new Random(1);

        Assert.NotEqual(new RestartPolicy(random).NextDelay(Short), new RestartPolicy(random).NextDelay(Short));
    }
}
