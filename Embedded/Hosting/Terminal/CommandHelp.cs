using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;

namespace Embedded.Hosting.Terminal;

/// <summary>Which commands there are, and which resource has which.</summary>
internal static class CommandHelp
{
    public static string Render(IReadOnlyList<IResource> resources)
    {
        var commands = resources.SelectMany(r => r.Commands()).DistinctBy(c => c.Name).ToArray();
        var width = commands.Select(c => c.Name.Length).Concat(resources.Select(r => r.Name.Length)).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        text.AppendLine();
        foreach (var command in commands)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {command.Name.PadRight(width)}  {command.Description}");
        }
        text.AppendLine();
        foreach (var resource in resources)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {resource.Name.PadRight(width)}  {string.Join(", ", resource.Commands().Select(c => c.Name))}");
        }
        text.AppendLine();
        text.AppendLine("  Type a command, the name of a resource, and Enter. Where one resource alone has the command, its name may be left out.");
        text.AppendLine(CultureInfo.InvariantCulture, $"  After {EngineCommands.Cut} may follow the seconds that it lasts, {EngineCommands.CutSeconds.Default} by default.");
        return text.ToString();
    }
}
