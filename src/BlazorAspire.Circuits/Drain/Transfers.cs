using System.Collections.Concurrent;
using BlazorAspire.Circuits.Hubs;
using BlazorAspire.Shared;

namespace BlazorAspire.Circuits.Drain;

/// <summary>Requests in progress that end by themselves, such as uploads and downloads. Hub connections and streams of events do not.</summary>
internal sealed class Transfers
{
    private const string EventStream = "text/event-stream";
    private readonly ConcurrentDictionary<HttpContext, Task> _running = new();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HubPaths.IsHub(context.Request.Path) || context.WebSockets.IsWebSocketRequest || context.Request.Path == ReplicaContract.DrainPath)
        {
            await next(context);
            return;
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[context] = ended.Task;
        try
        {
            await next(context);
        }
        finally
        {
            _running.TryRemove(context, out _);
            ended.SetResult();
        }
    }

    /// <summary>Ends when those that are in progress now have ended.</summary>
    public Task EndedAsync() =>
        Task.WhenAll(_running.Where(request => request.Key.Response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) != true).Select(request => request.Value));
}
