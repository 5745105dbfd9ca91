using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.SignalR.Redis.Answers;

/// <summary>The results that clients of this server owe, to it or to another.</summary>
internal sealed class ClientResults
{
    private readonly ConcurrentDictionary<string, Owed> _owed = new(StringComparer.Ordinal);

    public bool AreNone => _owed.IsEmpty;

    /// <summary>Calls <paramref name="end"/> once: with the client's answer, or with null when the client is gone.</summary>
    public void Expect(string invocationId, string connectionId, Type type, Action<CompletionMessage?> end) =>
        _owed[invocationId] = new Owed(connectionId, type, end);

    public void Forget(string invocationId) => _owed.TryRemove(invocationId, out _);

    public bool TryGetType(string invocationId, [NotNullWhen(true)] out Type? type)
    {
        type = _owed.GetValueOrDefault(invocationId)?.Type;
        return type is not null;
    }

    /// <summary>A client answers for itself only.</summary>
    public void Complete(string connectionId, CompletionMessage completion)
    {
        if (_owed.TryGetValue(completion.InvocationId!, out var owed) && owed.ConnectionId == connectionId && _owed.TryRemove(completion.InvocationId!, out _))
        {
            owed.End(completion);
        }
    }

    public void ClientGone(string connectionId)
    {
        foreach (var (id, owed) in _owed.Where(entry => entry.Value.ConnectionId == connectionId))
        {
            if (_owed.TryRemove(id, out _))
            {
                owed.End(null);
            }
        }
    }

    private sealed record Owed(string ConnectionId, Type Type, Action<CompletionMessage?> End);
}
