using BlazorAspire.Tests.Support.SignalR;
using Embedded.Tests.Redis;
using Embedded.Tests.SignalR.Redis.Support;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.Tests.SignalR.Redis;

[Collection(GarnetCollection.Name)]
public sealed class ConcurrencyTests(GarnetServer redis)
{
    private const int Users = 32;
    private const int Rounds = 30;

    [Fact]
    public async Task JoinLeaveAndSend_OfManyAtOnce_KeepToTheirOrder()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);

        await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(() => UseAsync(servers, user))));

        Assert.Equal(0, servers.A.Manager.Backplane.Clients.Groups);
        Assert.Equal(0, servers.B.Manager.Backplane.Clients.Groups);
    }

    /// <summary>What one server sends comes in its order: a message for one connection shows that the one for its group before it has come, or never will.</summary>
    private static async Task UseAsync(TwoServers servers, int user)
    {
        var (own, other) = user % 2 == 0 ? (servers.A, servers.B) : (servers.B, servers.A);
        // Two users of each group, on both servers: one's last member goes while another's first comes.
        var group = $"group {user / 2}";
        await using var client = await own.ConnectAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var (joined, left) = ($"{user} joined {round}", $"{user} left {round}");
            await (round % 3 == 0 ? other.Groups.AddToGroupAsync(client.Id, group) : client.InvokeAsync("Join", group));
            await other.Clients.Group(group).SendAsync(TestHub.Message, joined);
            await UntilAsync(client, joined, without: "");

            await (round % 3 == 1 ? other.Groups.RemoveFromGroupAsync(client.Id, group) : client.InvokeAsync("Leave", group));
            await other.Clients.Group(group).SendAsync(TestHub.Message, left);
            await other.Clients.Client(client.Id).SendAsync(TestHub.Message, "next");
            await UntilAsync(client, "next", without: left);
        }
    }

    private static async Task UntilAsync(HubClient client, string last, string without)
    {
        string text;
        do
        {
            text = await client.NextTextAsync();
            Assert.NotEqual(without, text);
        }
        while (text != last);
    }
}
