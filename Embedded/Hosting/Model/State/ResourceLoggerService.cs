using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the last 5,000 lines of each resource's output.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;

    internal ResourceLoggerService(TimeProvider time)
    {
        _time = time;
    }

    internal event Action<string, LogLine>? LineWritten;

    /// <summary>Gives the lines that are kept of a resource, oldest first.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        await Task.CompletedTask;
        yield return Lines(resource.Name);
    }

    internal void Write(string resourceName, string text, bool isError)
    {
        var line = Log(resourceName).Add(text, isError);
        LineWritten?.Invoke(resourceName, line);
    }

    internal IReadOnlyList<LogLine> Lines(string resourceName) => [.. Log(resourceName).After(0).Select(written => written.Line)];

    internal ResourceLog Log(string resourceName) => _logs.GetOrAdd(resourceName, _ => new ResourceLog(_time));
}
