using Embedded.Hosting.Health;

namespace Embedded.Tests.Hosting;

/// <summary>A probe that answers what the test says; healthy at first.</summary>
internal sealed class FakeProbe : IHealthProbe
{
    public string? Problem { get; set; }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Problem);
}
