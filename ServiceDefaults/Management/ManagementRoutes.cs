using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>
/// Where there is a management port, what is marked for it answers there and is not found elsewhere, and nothing else answers there: an endpoint that takes
/// every path would. It goes by the connection, as the Host header is the client's to choose.
/// </summary>
internal sealed class ManagementRoutes(ManagementPort management) : MatcherPolicy, IEndpointSelectorPolicy
{
    // After those of the framework, which may put another endpoint in the place of a candidate.
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var isThere = httpContext.Connection.LocalPort == management.Number;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i] is { Endpoint: { } endpoint, Values: var values } && IsMarked(endpoint) != isThere)
            {
                Refuse(candidates, i, isThere ? null : new Endpoint(ManagementEndpoints.NotFoundAsync, endpoint.Metadata, endpoint.DisplayName), values);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>With an answer in its place, so that no endpoint that takes every path gets to answer.</summary>
    private static void Refuse(CandidateSet candidates, int index, Endpoint? answer, RouteValueDictionary? values)
    {
        if (answer is null)
        {
            candidates.SetValidity(index, false);
        }
        else
        {
            candidates.ReplaceEndpoint(index, answer, values ?? []);
        }
    }

    private static bool IsMarked(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Contains(ManagementEndpoints.Tag) == true;
}
