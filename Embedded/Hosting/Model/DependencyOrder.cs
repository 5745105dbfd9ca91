namespace Aspire.Hosting.ApplicationModel;

internal static class DependencyOrder
{
    /// <summary>Whether one resource is, or depends on, another.</summary>
    public static bool Reaches(IResource from, IResource to) => from == to || from.Dependencies().Any(next => Reaches(next, to));
}
