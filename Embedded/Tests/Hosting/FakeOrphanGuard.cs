using System.Collections.Concurrent;
using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting;

internal sealed class FakeOrphanGuard : IOrphanGuard
{
    public ConcurrentDictionary<int, bool> Guarded { get; } = new();

    public void Start()
    {
    }

    public void Add(ProcessIdentity process) => Guarded[process.Id] = true;

    public void Remove(ProcessIdentity process) => Guarded.TryRemove(process.Id, out _);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
