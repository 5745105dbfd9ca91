using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;

namespace Embedded.Hosting.Replicas;

/// <summary>The process that each resource has at this moment.</summary>
internal sealed class LiveProcesses
{
    private readonly ConcurrentDictionary<IResource, IRunningProcess> _processes = [];

    public IRunningProcess? Find(IResource resource) => _processes.GetValueOrDefault(resource);

    public void Add(IResource resource, IRunningProcess process) => _processes[resource] = process;

    public void Remove(IResource resource, IRunningProcess process) => _processes.TryRemove(KeyValuePair.Create(resource, process));
}
