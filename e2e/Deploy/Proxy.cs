using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>A proxy, and how it is set up.</summary>
/// <param name="Configure">Writes its files, for a port, replicas and a file with certificate and key or none, and gives the arguments of the program.</param>
internal sealed record Proxy(InstalledProgram Program, Func<TemporaryFolder, int, IReadOnlyList<Uri>, string?, string[]> Configure);
