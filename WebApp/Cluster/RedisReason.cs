namespace BlazorAspire.WebApp.Cluster;

internal static class RedisReason
{
    /// <summary>What went wrong, without the page of counters that the Redis client's messages go on for.</summary>
    public static string Of(Exception problem) => problem.Message.Split('\n', ';')[0].Trim().TrimEnd('.');
}
