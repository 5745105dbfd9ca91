using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Terminal;

internal static class ResourceTable
{
    public static string Render(IReadOnlyList<(IResource Resource, CustomResourceSnapshot Snapshot)> resources, TimeSpan after, Ansi ansi)
    {
        var width = Math.Max(8, resources.Select(r => r.Resource.Name.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  {ansi.Strong("RESOURCE".PadRight(width))}  {ansi.Strong("STATE".PadRight(9))}  {ansi.Strong("PROCESS".PadRight(7))}  {ansi.Strong("ADDRESS")}");
        foreach (var (resource, snapshot) in resources)
        {
            var state = snapshot.IsHealthy ? ansi.Good("Healthy".PadRight(9)) : ansi.Bad((snapshot.State?.Text ?? "").PadRight(9));
            text.AppendLine(CultureInfo.InvariantCulture, $"  {resource.Name.PadRight(width)}  {state}  {snapshot.ProcessId,-7}  {string.Join(' ', resource.Endpoints().Select(e => e.Url))}");
        }
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  All {resources.Count} resources are healthy after {after.TotalSeconds:0.0} s.");
        foreach (var endpoint in resources.SelectMany(r => r.Resource.Endpoints()).Where(e => e.IsExternal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  Open {ansi.Strong(endpoint.Url)} in a browser. Ctrl+C stops everything.");
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"  {TerminalCommands.Hint}");
        return text.ToString();
    }
}
