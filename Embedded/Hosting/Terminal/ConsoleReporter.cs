using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;

namespace Embedded.Hosting.Terminal;

/// <summary>Shows the app at the console: each line with the name of its resource before it, and a table when all is up.</summary>
internal sealed class ConsoleReporter(TextWriter output, Ansi ansi, IResourceCollection resources, ResourceLoggerService logs)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = resources.Select((r, i) => (r.Name, i)).ToDictionary(r => r.Name, r => r.i);
    private readonly int _width = Math.Max(EngineLogger.Name.Length, resources.Select(r => r.Name.Length).DefaultIfEmpty().Max());

    public void Attach() => logs.LineWritten += Show;

    public void Detach() => logs.LineWritten -= Show;

    public void Say(string text)
    {
        lock (_lock)
        {
            output.WriteLine(text);
        }
    }

    public void SayFailed(string problem) => Say($"{Environment.NewLine}{ansi.Bad("Error:")} {problem}{Environment.NewLine}");

    /// <summary>What came of a command, as one line.</summary>
    public void SayResult(bool success, string text) =>
        Say($"{(success ? "" : ansi.Bad("Error:") + " ")}{string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))}");

    public void SayUp(ResourceNotificationService notifications, TimeSpan after) =>
        Say(ResourceTable.Render([.. resources.Where(r => r is not DashboardResource).Select(r => (r, notifications.Current(r)))], after, ansi));

    public void SayDashboard(DashboardResource dashboard, CustomResourceSnapshot snapshot) => Say(DashboardNotice.Render(dashboard, snapshot, ansi));

    private void Show(string resource, LogLine line)
    {
        var name = resource.PadRight(_width);
        var prefix = _numbers.TryGetValue(resource, out var number) ? ansi.Named(name, number) : ansi.Strong(name);
        Say($"{prefix} | {line.Content}");
    }
}
