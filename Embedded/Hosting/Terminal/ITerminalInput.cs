namespace Embedded.Hosting.Terminal;

internal interface ITerminalInput
{
    /// <summary>Gives each line that is typed, until there can be no more of them or until cancelled.</summary>
    IAsyncEnumerable<string> ReadLinesAsync(CancellationToken cancellationToken);
}
