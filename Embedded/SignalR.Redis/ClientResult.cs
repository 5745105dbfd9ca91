using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.SignalR.Redis;

internal static class ClientResult
{
    /// <summary>What a completion means to the caller. Null is that of a client who is gone.</summary>
    public static T Of<T>(string connectionId, string method, CompletionMessage? completion) => completion switch
    {
        null => throw Gone(connectionId),
        { HasResult: true, Result: T result } => result,
        { HasResult: true, Result: null } when default(T) is null => default!,
        { HasResult: true } => throw new HubException($"The result of '{method}' is not of type '{typeof(T).Name}'."),
        { Error: { } error } => throw new HubException(error),
        _ => throw new HubException($"Client '{connectionId}' answered '{method}' without a result. Return a value of type '{typeof(T).Name}' there."),
    };

    public static IOException Gone(string connectionId) => new($"Connection '{connectionId}' disconnected.");
}
