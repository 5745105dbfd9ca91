using System.Collections.Concurrent;
using BlazorAspire.Circuits.Hubs;
using BlazorAspire.Shared;

namespace BlazorAspire.Circuits.Drain;

/// <summary>Requests in progress that end by themselves, such as uploads and downloads. Hub connections and streams of events do not.</summary>
internal sealed class Transfers
{
    private const string EventStream = "text/event-stream";
    private readonly ConcurrentDictionary<TaskCompletionSource, bool> _running = new();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsEndless(context))
        {
            await next(context);
            return;
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[ended] = true;
        try
        {
            await next(context);
        }
        finally
        {
            _running.TryRemove(ended, out _);
            ended.SetResult();
        }
    }

    /// <summary>Ends when those that are in progress now have ended.</summary>
    public Task EndedAsync() => Task.WhenAll(_running.Keys.Select(request => request.Task));

    private static bool IsEndless(HttpContext context) => HubPaths.IsHub(context.Request.Path) || context.Request.Path == ReplicaContract.DrainPath
        || context.WebSockets.IsWebSocketRequest || context.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase);
}
