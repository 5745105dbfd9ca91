using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Embedded.Hosting.Terminal;

/// <summary>Reads the AppHost's standard input in a thread that does not keep the process from its end.</summary>
internal sealed class StandardInput : ITerminalInput
{
    private const int LinesAhead = 16;

    public async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = Channel.CreateBounded<string>(LinesAhead);
        var thread = new Thread(() => Pump(lines.Writer, cancellationToken)) { IsBackground = true, Name = "Standard input" };
        thread.Start();
        await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
        {
            yield return line;
        }
    }

    private static void Pump(ChannelWriter<string> writer, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var line in OperatingSystem.IsWindows() ? ReadConsole() : UnixInput.ReadLines(cancellationToken))
            {
                writer.WriteAsync(line, cancellationToken).AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The app stops, or the input is gone: either way there are no more commands.
        }
        writer.TryComplete();
    }

    private static IEnumerable<string> ReadConsole()
    {
        while (Console.In.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
