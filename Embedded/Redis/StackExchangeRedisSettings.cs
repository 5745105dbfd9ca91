namespace Aspire.StackExchange.Redis;

/// <summary>How <c>AddRedisClient</c> connects. Read from the section <c>Aspire:StackExchange:Redis</c>, then from <c>Aspire:StackExchange:Redis:{connectionName}</c>.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>The server and its options, comma-separated. Ignored where <c>ConnectionStrings:{connectionName}</c> has a value.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>No health check is added. Default <see langword="false"/>.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>No traces are made. Default <see langword="false"/>; without effect in the embedded profile, whose client makes none.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>The connection is opened when it is first asked for. <see langword="false"/> opens it when the host starts. Default <see langword="true"/>.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
