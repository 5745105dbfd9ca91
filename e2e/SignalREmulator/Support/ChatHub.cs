using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>One method for each way in which a hub speaks to its clients.</summary>
public class ChatHub : Hub
{
    private const string Said = "said";

    public string Who() => $"{Context.UserIdentifier}|{Context.User?.Identity?.IsAuthenticated}|{Context.GetHttpContext()?.Request.Path}|{Context.GetHttpContext()?.Request.Query["room"]}";

    public string Header(string name) => Context.GetHttpContext()!.Request.Headers[name].ToString();

    public string Address() => $"{Context.GetHttpContext()!.Connection.RemoteIpAddress}";

    public Task All(string text) => Clients.All.SendAsync(Said, text);

    public Task AllExcept(string connection, string text) => Clients.AllExcept(connection).SendAsync(Said, text);

    public Task Caller(string text) => Clients.Caller.SendAsync(Said, text);

    public Task Others(string text) => Clients.Others.SendAsync(Said, text);

    public Task Connections(string[] connections, string text) => Clients.Clients(connections).SendAsync(Said, text);

    public Task User(string user, string text) => Clients.User(user).SendAsync(Said, text);

    public Task Users(string[] users, string text) => Clients.Users(users).SendAsync(Said, text);

    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);

    public Task Leave(string group) => Groups.RemoveFromGroupAsync(Context.ConnectionId, group);

    public Task Group(string group, string text) => Clients.Group(group).SendAsync(Said, text);

    public Task GroupExcept(string group, string connection, string text) => Clients.GroupExcept(group, connection).SendAsync(Said, text);

    public Task OthersInGroup(string group, string text) => Clients.OthersInGroup(group).SendAsync(Said, text);

    public Task AnyGroup(string[] groups, string text) => Clients.Groups(groups).SendAsync(Said, text);

    public Task<string> Ask(string connection, string question) => Clients.Client(connection).AskAsync(question, CancellationToken.None);

    public void Abort() => Context.Abort();

    public async Task<int> Sum(ChannelReader<int> numbers)
    {
        var sum = 0;
        await foreach (var number in numbers.ReadAllAsync(Context.ConnectionAborted))
        {
            sum += number;
        }
        return sum;
    }

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

/// <summary>A second hub of the same app.</summary>
public sealed class NewsHub : ChatHub;
