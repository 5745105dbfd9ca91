namespace BlazorAspire.Circuits.Cluster;

internal static class RedisErrors
{
    /// <summary>What went wrong, without the page of counters that the Redis client's messages go on for.</summary>
    public static string Summarize(Exception problem) => problem.Message.Split('\n', ';')[0].Trim().TrimEnd('.');
}
