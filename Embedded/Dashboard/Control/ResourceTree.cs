using BlazorAspire.WebApp.Cluster;
using Embedded.ControlContract;

namespace Embedded.Dashboard.Control;

/// <summary>Puts every resource once into an order in which it comes below all that use it.</summary>
internal static class ResourceTree
{
    public static IReadOnlyList<ResourceRow> Order(IReadOnlyCollection<ResourceInfo> resources)
    {
        var known = resources.ToDictionary(resource => resource.Name, StringComparer.OrdinalIgnoreCase);
        var users = resources
            .SelectMany(user => user.DependsOn.Select(used => (used, user.Name)))
            .ToLookup(use => use.used, use => use.Name, StringComparer.OrdinalIgnoreCase);
        var depths = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. resources
            .Select(resource => new ResourceRow(resource, Depth(resource.Name, users, depths, known.Count)))
            .OrderBy(row => row.Depth == 0 && row.Resource.DependsOn.Count == 0)
            .ThenBy(row => row.Depth)
            .ThenBy(row => row.Resource.Name, ReplicaNameOrder.Instance)];
    }

    // The engine refuses circles; the limit is for what is no engine.
    private static int Depth(string name, ILookup<string, string> users, Dictionary<string, int> depths, int limit)
    {
        if (depths.TryGetValue(name, out var depth) || limit == 0)
        {
            return depth;
        }
        return depths[name] = users[name].Select(user => Depth(user, users, depths, limit - 1) + 1).DefaultIfEmpty().Max();
    }
}
