namespace Yarp.ReverseProxy.Forwarder;

/// <summary>Why forwarding failed; a feature of the failed request's context.</summary>
public interface IForwarderErrorFeature
{
    /// <summary>What failed.</summary>
    ForwarderError Error { get; }

    /// <summary>The exception behind it, if there is one.</summary>
    Exception? Exception { get; }
}
