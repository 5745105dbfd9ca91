using System.Globalization;
using BlazorAspire.SignalREmulator.Routing;
using Microsoft.Azure.SignalR.Protocol;

namespace BlazorAspire.SignalREmulator.Servers;

/// <summary>Handles the messages of one connection of an app server.</summary>
internal sealed class ServerMessages(HubRouter hub, ServerConnection server)
{
    private const int Ok = 1;
    private const int NotFound = 2;
    private const string NotFoundReason = "The emulator has no such connection, user or group, or does not know the request.";
    private readonly Groups _groups = hub.Groups;

    public async Task HandleAsync(ServiceMessage message)
    {
        switch (message)
        {
            case PingMessage ping: await AnswerAsync(ping); break;
            case ClientInvocationMessage call: await CallAsync(call); break;
            case ServiceCompletionMessage completion: Complete(completion); break;
            case MultiPayloadDataMessage data: Deliver(data); break;
            case ConnectionDataMessage data: hub.Find(data.ConnectionId)?.Answer(data.Payload); break;
            case CloseConnectionMessage close: Close(close); break;
            default:
                var isDone = Apply(message);
                if (message is IAckableMessage request)
                {
                    await server.SendAsync(isDone ? new AckMessage(request.AckId, Ok) : new AckMessage(request.AckId, NotFound, NotFoundReason));
                }
                break;
        }
    }

    private void Deliver(MultiPayloadDataMessage message)
    {
        var clients = message switch
        {
            MultiConnectionDataMessage data => data.ConnectionList.Select(hub.Find).OfType<Client>(),
            UserDataMessage data => _groups.ClientsOf(data.UserId),
            MultiUserDataMessage data => data.UserList.Distinct().SelectMany(_groups.ClientsOf),
            BroadcastDataMessage data => hub.Clients.Where(client => !data.ExcludedList.Contains(client.Id)),
            GroupBroadcastDataMessage data => _groups.Members(data.GroupName).Where(client =>
                !data.ExcludedList.Contains(client.Id) && (client.User is null || !data.ExcludedUserList.Contains(client.User))),
            MultiGroupBroadcastDataMessage data => data.GroupList.SelectMany(_groups.Members),
            _ => [],
        };
        foreach (var client in clients)
        {
            client.Send(message.Payloads);
        }
    }

    /// <summary>False when what the message names does not exist.</summary>
#pragma warning disable CS0618 // Older SDKs still send these two.
    private bool Apply(ServiceMessage message) => message switch
    {
        JoinGroupMessage join => _groups.Join(join.ConnectionId, join.GroupName),
        JoinGroupWithAckMessage join => _groups.Join(join.ConnectionId, join.GroupName),
        LeaveGroupMessage leave => _groups.Leave(leave.ConnectionId, leave.GroupName),
        LeaveGroupWithAckMessage leave => _groups.Leave(leave.ConnectionId, leave.GroupName),
        UserJoinGroupMessage join => _groups.JoinUser(join.UserId, join.GroupName),
        UserJoinGroupWithAckMessage join => _groups.JoinUser(join.UserId, join.GroupName),
        UserLeaveGroupMessage leave => _groups.LeaveUser(leave.UserId, leave.GroupName),
        UserLeaveGroupWithAckMessage leave => _groups.LeaveUser(leave.UserId, leave.GroupName),
        CheckUserInGroupWithAckMessage check => _groups.IsMember(check.UserId, check.GroupName),
        CheckGroupExistenceWithAckMessage check => _groups.Members(check.GroupName).Any(),
        CheckConnectionExistenceWithAckMessage check => hub.Find(check.ConnectionId) is not null,
        CheckUserExistenceWithAckMessage check => _groups.ClientsOf(check.UserId).Any(),
        CloseConnectionWithAckMessage close => hub.Find(close.ConnectionId) is { } client && Close([client], close.Reason, []),
        CloseConnectionsWithAckMessage close => Close(hub.Clients, close.Reason, close.ExcludedList),
        CloseUserConnectionsWithAckMessage close => Close(_groups.ClientsOf(close.UserId), close.Reason, close.ExcludedList),
        CloseGroupConnectionsWithAckMessage close => Close(_groups.Members(close.GroupName), close.Reason, close.ExcludedList),
        _ => false,
    };
#pragma warning restore CS0618

    private static bool Close(IEnumerable<Client> clients, string? reason, IReadOnlyList<string> excluded)
    {
        foreach (var client in clients.Where(client => !excluded.Contains(client.Id)))
        {
            client.Close(reason ?? "");
        }
        return true;
    }

    /// <summary>An app server that closes a client which another one has by now only confirms that it has forgotten the client.</summary>
    private void Close(CloseConnectionMessage close)
    {
        if (hub.Find(close.ConnectionId) is { } client && client.Server.ServerId == server.ServerId)
        {
            client.Close(string.IsNullOrEmpty(close.ErrorMessage) ? null : close.ErrorMessage);
        }
    }

    private async Task AnswerAsync(PingMessage ping)
    {
        for (var i = 0; i + 1 < ping.Messages.Length; i += 2)
        {
            var (name, value) = (ping.Messages[i], ping.Messages[i + 1]);
            if (name == "shutdown")
            {
                hub.Leave(server, migrates: value == "fin:1");
            }
            var count = hub.ClientCount.ToString(CultureInfo.InvariantCulture);
            string?[]? answer = name switch
            {
                "echo" => [name, value],
                "status" => [name, count == "0" ? "0" : "1", "clientcount", count],
                "servers" => [name, hub.ServersTag],
                "shutdown" => [name, "finack"],
                _ => null,
            };
            await (answer is null ? Task.CompletedTask : server.SendAsync(new PingMessage { Messages = answer }));
        }
    }

    private async Task CallAsync(ClientInvocationMessage call)
    {
        if (hub.Find(call.ConnectionId) is not { } client)
        {
            var problem = $"Connection '{call.ConnectionId}' does not exist.";
            await server.SendAsync(new ErrorCompletionMessage(call.InvocationId, call.ConnectionId, call.CallerServerId, problem));
            return;
        }
        hub.Add(new ClientCall(call.InvocationId, server.ServerId, call.CallerServerId, client));
        var own = client.Server;
        if (own.ServerId != server.ServerId)
        {
            // The answer comes to the client's own server, which has to know of the call before.
            var payloads = new Dictionary<string, ReadOnlyMemory<byte>>();
            await own.SendAsync(new ClientInvocationMessage(call.InvocationId, call.ConnectionId, call.CallerServerId, payloads));
            await server.SendAsync(new ServiceMappingMessage(call.InvocationId, call.ConnectionId, own.ServerId));
        }
        client.Send(call.Payloads);
    }

    private void Complete(ServiceCompletionMessage completion)
    {
        var call = hub.TakeCall(completion.InvocationId);
        if (call is not null && call.Client.Id == completion.ConnectionId && call.CallerServerId != server.ServerId)
        {
            hub.FindServer(call.CallerServerId)?.Post(completion);
        }
    }
}
