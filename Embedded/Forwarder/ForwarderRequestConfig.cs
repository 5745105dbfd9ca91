namespace Yarp.ReverseProxy.Forwarder;

/// <summary>Settings of one outgoing request.</summary>
public sealed record ForwarderRequestConfig
{
    /// <summary>How long nothing may move in either direction before the request is cancelled. The default is 100 seconds.</summary>
    public TimeSpan? ActivityTimeout { get; init; }

    /// <summary>HTTP version of the outgoing request. The default is 2.0; an upgrade is always sent as 1.1.</summary>
    public Version? Version { get; init; }

    /// <summary>How <see cref="Version"/> is to be read. The default is that version or a lower one.</summary>
    public HttpVersionPolicy? VersionPolicy { get; init; }
}
