using Embedded.ControlContract;

namespace Embedded.Dashboard.Control;

/// <summary>A resource at one moment, and its place on the page.</summary>
public sealed class ResourceRow
{
    internal ResourceRow(ResourceInfo resource, int depth)
    {
        Resource = resource;
        Depth = depth;
    }

    /// <summary>How many stand above it: one that uses it, one that uses that, and so on.</summary>
    public int Depth { get; }

    internal ResourceInfo Resource { get; }
}
