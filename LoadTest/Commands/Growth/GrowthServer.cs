using System.Diagnostics;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>A server that says how much memory it uses.</summary>
internal sealed class GrowthServer : IAsyncDisposable
{
    private readonly HeapProbe _heap = new();
    private readonly ServerProcess _server;
    private readonly TimeProvider _time;

    public GrowthServer(SourceTree tree, string project, IEnumerable<KeyValuePair<string, string>> settings, TimeProvider time)
    {
        _time = time;
        _server = new ServerProcess(tree, project, new Dictionary<string, string>(settings.Concat(_heap.Settings)), time);
    }

    public Uri Address => _server.Address;

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    /// <summary>In bytes. Read before the heap is asked for, which gives memory back.</summary>
    public long Resident
    {
        get
        {
            using var process = Process.GetProcessById(_server.ProcessId);
            return ProcessMemory.Read(process).Resident;
        }
    }

    public Task<long> HeapAsync(CancellationToken cancellationToken) => _heap.ReadAsync(_time, cancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
