using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>At the management port no endpoint is found but those marked for it: what is left of the paths there would go to one that takes every path.</summary>
internal sealed class ManagementRoutes(ManagementPort management) : MatcherPolicy, IEndpointSelectorPolicy
{
    // After those of the framework, which may put another endpoint in the place of a candidate.
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => !IsMarked(endpoint));

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (httpContext.Connection.LocalPort == management.Number)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                candidates.SetValidity(i, candidates.IsValidCandidate(i) && IsMarked(candidates[i].Endpoint));
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsMarked(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<ManagementMark>() is not null;
}
