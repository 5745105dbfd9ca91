using System.Text;
using System.Threading.Channels;

namespace Embedded.Tests.Hosting.Terminal;

/// <summary>A terminal's output that a test can wait for.</summary>
internal sealed class SaidLines : TextWriter
{
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _said.Writer.TryWrite(value ?? "");

    public ValueTask<string> NextAsync() => _said.Reader.ReadAsync(Limit.Token());
}
