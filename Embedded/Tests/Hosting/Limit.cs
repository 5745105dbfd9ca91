namespace Embedded.Tests.Hosting;

/// <summary>Ends a wait that would otherwise hang the test run; no test passes or fails by how long it takes.</summary>
internal static class Limit
{
    public static CancellationToken Token() => new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System).Token;
}
