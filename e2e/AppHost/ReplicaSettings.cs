using System.Collections.Concurrent;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Environment variables that replicas get when they start: some for all of them, and others for one.</summary>
internal sealed class ReplicaSettings(IReadOnlyDictionary<string, string> common)
{
    private readonly ConcurrentDictionary<(string Replica, string Name), string> _own = new();

    /// <summary>Sets a variable for the next start of one replica, or removes it.</summary>
    public void Set(string replica, string name, string? value)
    {
        if (value is null)
        {
            _own.TryRemove((replica, name), out _);
        }
        else
        {
            _own[(replica, name)] = value;
        }
    }

    public void CopyTo(Dictionary<string, object> variables, string replica)
    {
        foreach (var (name, value) in common.Concat(_own.Where(own => own.Key.Replica == replica).Select(own => KeyValuePair.Create(own.Key.Name, own.Value))))
        {
            variables[name] = value;
        }
    }
}
