using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>The calls to clients that have no answer yet: those of this server, and those of others to clients of this one.</summary>
internal sealed class ClientCalls : IInvocationBinder
{
    private readonly ConcurrentDictionary<string, ClientCall> _calls = new(StringComparer.Ordinal);

    public void Add(string id, ClientCall call) => _calls[id] = call;

    public ClientCall? Find(string id) => _calls.GetValueOrDefault(id);

    public void Forget(string id) => _calls.TryRemove(id, out _);

    /// <summary>Null where nobody of this connection was asked.</summary>
    public ClientCall? Complete(string connectionId, CompletionMessage answer)
    {
        var call = Find(answer.InvocationId!);
        if (call is null || call.ConnectionId != connectionId || !_calls.TryRemove(answer.InvocationId!, out _))
        {
            return null;
        }
        call.Complete(answer);
        return call;
    }

    public void ClientGone(string connectionId)
    {
        foreach (var (id, call) in _calls.Where(call => call.Value.ConnectionId == connectionId))
        {
            Forget(id);
            call.Complete(CompletionMessage.WithError(id, $"Connection '{connectionId}' is disconnected."));
        }
    }

    public bool TryGetType(string id, [NotNullWhen(true)] out Type? type) => (type = Find(id)?.Type) is not null;

    public Type GetReturnType(string invocationId) => Find(invocationId)?.Type ?? throw new InvalidOperationException($"Nobody waits for the answer '{invocationId}'.");

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => throw new InvalidOperationException("An answer has no parameters.");

    public Type GetStreamItemType(string streamId) => throw new InvalidOperationException("An answer has no stream.");
}
