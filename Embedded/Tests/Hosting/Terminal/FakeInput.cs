using System.Threading.Channels;
using Embedded.Hosting.Terminal;

namespace Embedded.Tests.Hosting.Terminal;

/// <summary>A person at the terminal.</summary>
internal sealed class FakeInput : ITerminalInput
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public void Type(string line) => _lines.Writer.TryWrite(line);

    public void Close() => _lines.Writer.Complete();

    public IAsyncEnumerable<string> ReadLinesAsync(CancellationToken cancellationToken) => _lines.Reader.ReadAllAsync(cancellationToken);
}
