using System.Threading.Channels;
using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting;

/// <summary>Starts no process, but tells the test what would have been started.</summary>
internal sealed class FakeLauncher : IProcessLauncher
{
    private readonly Channel<Started> _started = Channel.CreateUnbounded<Started>();
    private int _count;

    public Func<int, FakeProcess> Create { get; set; } = id => new FakeProcess(id);

    /// <summary>Gives the next process that is started, in order.</summary>
    public async Task<Started> NextAsync() => await _started.Reader.ReadAsync(Limit.Token());

    public bool HasStartedMore => _started.Reader.Count > 0;

    public IRunningProcess Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        var process = Create(++_count);
        _started.Writer.TryWrite(new Started(process, spec, onLine));
        return process;
    }

    internal sealed record Started(FakeProcess Process, ProcessSpec Spec, Action<string, bool> WriteLine);
}
