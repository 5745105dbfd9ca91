namespace Yarp.ReverseProxy.Forwarder;

internal sealed record ForwarderErrorFeature(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature;
