using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>A call to a client that has no answer yet.</summary>
internal abstract class ClientCall(string connectionId, Type type)
{
    public string ConnectionId { get; } = connectionId;

    public Type Type { get; } = type;

    public abstract void Complete(CompletionMessage answer);

    /// <summary>Made here.</summary>
    public sealed class Own<T>(string connectionId) : ClientCall(connectionId, typeof(T))
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Result => _result.Task;

        public override void Complete(CompletionMessage answer)
        {
            if (answer.HasResult)
            {
                _result.TrySetResult((T)answer.Result!);
            }
            else
            {
                _result.TrySetException(new HubException(answer.Error));
            }
        }
    }

    /// <summary>Made by another server, for a client of this one: the answer is passed on as it is.</summary>
    public sealed class Routed(string connectionId, string caller) : ClientCall(connectionId, typeof(RawResult))
    {
        public string Caller { get; } = caller;

        public override void Complete(CompletionMessage answer)
        {
        }
    }
}
