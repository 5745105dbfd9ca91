namespace Embedded.Hosting.Health;

internal interface IHealthProbe
{
    /// <summary>Asks once. Null means healthy; otherwise the text says what is wrong, to be read after "did not become healthy:".</summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
