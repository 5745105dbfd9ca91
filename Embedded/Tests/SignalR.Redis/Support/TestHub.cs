using Microsoft.AspNetCore.SignalR;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>What the clients of the tests ask for; most is sent by its context instead.</summary>
internal sealed class TestHub : Hub
{
    public const string Message = "Message";

    public string Id() => Context.ConnectionId;

    public Task All(string text) => Clients.All.SendAsync(Message, text);

    public Task Others(string text) => Clients.Others.SendAsync(Message, text);

    public Task ToGroup(string group, string text) => Clients.Group(group).SendAsync(Message, text);

    public Task ToOthersInGroup(string group, string text) => Clients.OthersInGroup(group).SendAsync(Message, text);

    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);

    public Task Leave(string group) => Groups.RemoveFromGroupAsync(Context.ConnectionId, group);
}
