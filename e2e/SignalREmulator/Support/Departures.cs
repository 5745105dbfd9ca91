using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>Notes the clients whose disconnection a hub is told of.</summary>
internal sealed class Departures : IHubFilter
{
    private readonly Channel<string> _clients = Channel.CreateUnbounded<string>();

    public bool IsEmpty => _clients.Reader.Count == 0;

    public async Task<string> NextAsync(CancellationToken limit) => await _clients.Reader.ReadAsync(limit);

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        await next(context, exception);
        _clients.Writer.TryWrite(context.Context.ConnectionId);
    }
}
