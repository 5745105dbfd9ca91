namespace Embedded.Dashboard.Telemetry;

/// <summary>The process that sent something.</summary>
/// <param name="Name"><c>service.name</c>: the name of the resource in the app model.</param>
/// <param name="Instance"><c>service.instance.id</c>: differs after a restart.</param>
/// <param name="Tags">Every attribute of the process.</param>
public sealed record TelemetrySource(string Name, string Instance, Tag[] Tags)
{
    public const string Unnamed = "unknown_service";

    private const int OwnBytes = 64;

    /// <summary>About what this takes of memory, once for all that came from it.</summary>
    public int Bytes { get; } = OwnBytes + (2 * (Name.Length + Instance.Length)) + Tags.Bytes();
}
