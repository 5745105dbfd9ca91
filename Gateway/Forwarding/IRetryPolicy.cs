using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

internal interface IRetryPolicy
{
    /// <summary>The second attempt after <paramref name="failed"/>; null when there is to be none.</summary>
    ValueTask<Visit?> NextAsync(HttpContext context, Visit failed, ForwarderError error);
}
