using System.Security.Claims;
using System.Text;
using BlazorAspire.SignalREmulator;
using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Servers;
using BlazorAspire.Tests.SignalREmulator.Support;
using BlazorAspire.Tests.Support;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using HubProtocols = Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Messages with changed bytes, at both ends of a running emulator. The seed is fixed.</summary>
public sealed class FuzzTests : EmulatorTest
{
    private const int Seed = 20301;
    private const int MessagesPerConnection = 20;
    private const long MaxGrowth = 64 * 1024 * 1024;
    private static readonly ServiceProtocol Protocol = new();
    private static readonly byte[] ServerHandshake = Protocol.GetMessageBytes(new HandshakeRequestMessage(Protocol.Version)).ToArray();

    [Fact]
    public Task MutatedMessages_AtBothEnds_EndTheirConnectionAndNothingElse() => FuzzAsync(50_000);

    [LongFact]
    public Task MutatedMessages_AMillionAtBothEnds_EndTheirConnectionAndNothingElse() => FuzzAsync(1_000_000);

    private async Task FuzzAsync(int count)
    {
        var random = new Random(Seed);
        var servers = ActivatorUtilities.CreateInstance<ServerHandler>(Emulator.Services);
        var clients = ActivatorUtilities.CreateInstance<ClientHandler>(Emulator.Services);
        await using var server = new MemoryConnection(servers, "?hub=fuzz&cid=s");
        await server.WriteAsync(ServerHandshake);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var sent = 0; sent < count; sent += 2 * MessagesPerConnection)
        {
            await using var client = new MemoryConnection(clients, "?hub=fuzz&id=c", new Claim(ServiceNames.UserId, "ada"));
            var isBinary = random.Next(2) == 0;
            await client.WriteAsync(ClientHandshake(isBinary ? "messagepack" : "json"));
            await MutateAsync(random, new MemoryConnection(servers, "?hub=fuzz&cid=f"), [ServerHandshake], ServerMessages(client.Id));
            await MutateAsync(random, client, [], ClientMessages(isBinary));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxGrowth);
        Assert.False(server.IsOver);
        await using var chat = await ChatServer.StartAsync(Emulator, Limit);
        await using var user = await ChatClient.ConnectAsync(chat, Limit);
        Assert.Equal("|False|/chat|7", await user.CallAsync<string>("Who", Limit));
    }

    private static async Task MutateAsync(Random random, MemoryConnection connection, IEnumerable<byte[]> first, byte[][] messages)
    {
        await using var _ = connection;
        foreach (var message in first)
        {
            await connection.WriteAsync(message);
        }
        for (var i = 0; i < MessagesPerConnection; i++)
        {
            await connection.WriteAsync(Mutate(random, messages[random.Next(messages.Length)]));
        }
    }

    /// <summary>Changes, repeats or removes some bytes; sometimes none.</summary>
    private static byte[] Mutate(Random random, byte[] message)
    {
        var bytes = message.ToList();
        for (var changes = random.Next(4); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(8), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(8), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }

    private static byte[] ClientHandshake(string protocol) => Encoding.UTF8.GetBytes($$"""{"protocol":"{{protocol}}","version":1}{{'\u001e'}}""");

    private static byte[][] ClientMessages(bool isBinary)
    {
        HubProtocols.IHubProtocol protocol = isBinary ? new HubProtocols.MessagePackHubProtocol() : new HubProtocols.JsonHubProtocol();
        return
        [
            protocol.GetMessageBytes(HubProtocols.PingMessage.Instance).ToArray(),
            protocol.GetMessageBytes(new HubProtocols.InvocationMessage("1", "Who", ["a", 1, new string('x', 300)])).ToArray(),
            protocol.GetMessageBytes(HubProtocols.CompletionMessage.WithResult("1", "b")).ToArray(),
        ];
    }

    private static byte[][] ServerMessages(string client)
    {
        var payloads = new Dictionary<string, ReadOnlyMemory<byte>> { ["json"] = "{}\u001e"u8.ToArray(), ["messagepack"] = new byte[] { 2, 0x91, 6 } };
        ServiceMessage[] messages =
        [
            new HandshakeRequestMessage(1), new PingMessage { Messages = ["echo", "1", "status", "", "servers", "", "shutdown", "fin:1"] },
            new ConnectionDataMessage(client, new byte[100]), new MultiConnectionDataMessage([client, "x"], payloads), new UserDataMessage("ada", payloads),
            new MultiUserDataMessage(["ada", "bob"], payloads), new BroadcastDataMessage(["x"], payloads), new GroupBroadcastDataMessage("g", ["x"], payloads),
            new MultiGroupBroadcastDataMessage(["g", "h"], payloads), new JoinGroupMessage(client, "g"), new LeaveGroupMessage(client, "g"),
            new UserJoinGroupMessage("ada", "g"), new UserLeaveGroupMessage("ada", "g"), new JoinGroupWithAckMessage(client, "g", 1),
            new LeaveGroupWithAckMessage(client, "g", 2), new UserJoinGroupWithAckMessage("ada", "g", 3), new UserLeaveGroupWithAckMessage("ada", null, 4),
            new CheckUserInGroupWithAckMessage("ada", "g", 5), new CheckGroupExistenceWithAckMessage("g", 6), new CheckConnectionExistenceWithAckMessage(client, 7),
            new CheckUserExistenceWithAckMessage("ada", 8), new CloseUserConnectionsWithAckMessage("eve", 9), new CloseGroupConnectionsWithAckMessage("none", 10),
            new ClientInvocationMessage("i", client, "s", payloads), new ClientCompletionMessage("i", client, "s", "json", new byte[10]),
            new ErrorCompletionMessage("i", client, "s", "no"), new ServiceMappingMessage("i", client, "s"), new AckMessage(1, 1), new ServiceErrorMessage("no"),
            new CloseConnectionMessage(client, "why", new Dictionary<string, StringValues> { ["h"] = "v" }),
            new OpenConnectionMessage("c", [new Claim("a", "b")], new Dictionary<string, StringValues> { ["h"] = "v" }, "?q"),
        ];
        return [.. messages.Select(message => Protocol.GetMessageBytes(message).ToArray())];
    }
}
