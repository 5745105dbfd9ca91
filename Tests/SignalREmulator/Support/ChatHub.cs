using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>One method for each way in which a hub speaks to its clients.</summary>
public sealed class ChatHub : Hub
{
    public string Who() => $"{Context.UserIdentifier}|{Context.User?.Identity?.IsAuthenticated}|{Context.GetHttpContext()?.Request.Path}|{Context.GetHttpContext()?.Request.Query["room"]}";

    public Task All(string text) => Clients.All.SendAsync("said", text);

    public Task Others(string text) => Clients.Others.SendAsync("said", text);

    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);

    public Task Leave(string group) => Groups.RemoveFromGroupAsync(Context.ConnectionId, group);

    public Task Group(string group, string text) => Clients.Group(group).SendAsync("said", text);

    public Task<string> Ask(string connection, string question) => Clients.Client(connection).InvokeAsync<string>("asked", question, CancellationToken.None);

    public async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 1; i <= to; i++)
        {
            Context.ConnectionAborted.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }
}
