using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.AzureSignalR.Negotiation;

/// <summary>Answers the negotiation of every hub with the address of the service.</summary>
internal sealed class NegotiatePolicy(Negotiator negotiator) : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConcurrentDictionary<Endpoint, Endpoint> _replaced = new();

    public override int Order => 1;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsNegotiation);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && IsNegotiation(candidates[i].Endpoint))
            {
                candidates.ReplaceEndpoint(i, _replaced.GetOrAdd(candidates[i].Endpoint, Replace), candidates[i].Values);
            }
        }
        return Task.CompletedTask;
    }

    private static bool IsNegotiation(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HubMetadata>() is not null && endpoint.Metadata.GetMetadata<NegotiateMetadata>() is not null;

    private Endpoint Replace(Endpoint endpoint)
    {
        var hub = endpoint.Metadata.GetMetadata<HubMetadata>()!.HubType;
        RequestDelegate answer = context => negotiator.AnswerAsync(context, hub);
        if (endpoint is not RouteEndpoint route)
        {
            return new Endpoint(answer, endpoint.Metadata, endpoint.DisplayName);
        }
        var builder = new RouteEndpointBuilder(answer, route.RoutePattern, route.Order) { DisplayName = route.DisplayName };
        foreach (var metadata in route.Metadata)
        {
            builder.Metadata.Add(metadata);
        }
        return builder.Build();
    }
}
