namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's description, taken over by a test before the app is built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends the description. Every port is then chosen at start, and nothing is written to the console.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
