using System.Collections.Immutable;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http.Features;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>Where one request has been, and what came of it.</summary>
internal sealed class RequestRoute
{
    // Few requests are sent more than once, and those that carry a circuit live for hours.
    private ImmutableArray<Replica> _tried = [];

    /// <summary>The replica that the browser's cookie names; null for a new browser.</summary>
    public Replica? Own { get; set; }

    /// <summary>The replica of the last attempt; null before the first.</summary>
    public Replica? Target { get; private set; }

    /// <summary>The request was sent a second time after a replica may have seen it.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>The replica is told to serve the request, as nobody else can.</summary>
    public bool Stays { get; set; }

    /// <summary>Set when a replica did not act on the request; nothing of its answer is passed on then.</summary>
    public Reroute? Reroute { get; set; }

    public static RequestRoute Of(HttpContext context) => context.Features.GetRequiredFeature<RequestRoute>();

    public bool HasTried(Replica replica) => _tried.Contains(replica);

    /// <summary>Begins an attempt.</summary>
    /// <returns>Whether the user is given this replica, and did not have it before.</returns>
    public bool GoTo(Replica replica)
    {
        var isNew = replica != (Target ?? Own);
        Target = replica;
        _tried = _tried.Add(replica);
        return isNew;
    }
}
