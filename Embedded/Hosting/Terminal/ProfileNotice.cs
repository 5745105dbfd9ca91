namespace Embedded.Hosting.Terminal;

/// <summary>The first line: which profile runs, why, and how to switch.</summary>
internal sealed class ProfileNotice(string? reason)
{
    public string Text =>
        $"Profile: embedded, because {reason ?? "it was built so"}. To use the Aspire packages: dotnet run --project AppHost -p:HostProfile=aspire";
}
