using System.Globalization;
using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.SignalREmulator.Servers;

/// <summary>What an app server asks for.</summary>
internal sealed class ServerMessages(ServerConnection server)
{
    private readonly HubRoom _hub = server.Hub;
    private readonly ServerRequests _requests = new(server.Hub);

    public Task HandleAsync(ServiceMessage message)
    {
        switch (message)
        {
            case Ping ping: return AnswerAsync(ping);
            case Request request: return server.SendAsync(_requests.Answer(request));
            case ClientInvocation call: return CallAsync(call);
            case ClientCompletion or ErrorCompletion: return CompleteAsync(message);
            default:
                Deliver(message);
                return Task.CompletedTask;
        }
    }

    private void Deliver(ServiceMessage message)
    {
        switch (message)
        {
            case ConnectionData data: _hub.Find(data.ConnectionId)?.Send(data.Payload); break;
            case MultiConnectionData data: HubRoom.Send(data.ConnectionIds.Select(_hub.Find).OfType<ServiceClient>(), data.Payloads, []); break;
            case UserData data: HubRoom.Send(_hub.OfUser(data.User), data.Payloads, []); break;
            case MultiUserData data: HubRoom.Send(data.Users.Distinct().SelectMany(_hub.OfUser), data.Payloads, []); break;
            case Broadcast data: HubRoom.Send(_hub.Clients, data.Payloads, data.Excluded); break;
            case GroupBroadcast data: SendToGroup(data); break;
            case MultiGroupBroadcast data: HubRoom.Send(data.Groups.SelectMany(_hub.Groups.Members), data.Payloads, []); break;
            case CloseConnection close: Close(close); break;
            case JoinGroup join: _hub.ChangeGroup(join.ConnectionId, join.Group, joins: true); break;
            case LeaveGroup leave: _hub.ChangeGroup(leave.ConnectionId, leave.Group, joins: false); break;
            case UserJoinGroup join: _hub.Groups.JoinUser(join.User, join.Group); break;
            case UserLeaveGroup leave: _hub.Groups.LeaveUser(leave.User, leave.Group); break;
        }
    }

    /// <summary>Of a client that was given to another app server this one says only that it has forgotten it.</summary>
    private void Close(CloseConnection close)
    {
        if (_hub.Find(close.ConnectionId) is { } client && client.Server.ServerId == server.ServerId)
        {
            client.Close(close.Error);
        }
    }

    private void SendToGroup(GroupBroadcast data)
    {
        IEnumerable<ServiceClient> members = _hub.Groups.Members(data.Group);
        if (data.ExcludedUsers is { Count: > 0 } users)
        {
            members = members.Where(client => client.User is null || !users.Contains(client.User));
        }
        HubRoom.Send(members, data.Payloads, data.Excluded);
    }

    private async Task AnswerAsync(Ping ping)
    {
        if (ping[ServiceNames.Echo] is not null)
        {
            await server.SendAsync(ping);
        }
        if (ping[ServiceNames.Status] is not null)
        {
            await server.SendAsync(new Ping([ServiceNames.Status, _hub.ClientCount > 0 ? "1" : "0", "clientcount", _hub.ClientCount.ToString(CultureInfo.InvariantCulture)]));
        }
        if (ping[ServiceNames.Servers] is not null)
        {
            await server.SendAsync(new Ping([ServiceNames.Servers, _hub.ServersTag]));
        }
        if (ping[ServiceNames.Shutdown] is { } fin && fin.StartsWith(ServiceNames.FinPrefix, StringComparison.Ordinal))
        {
            server.IsLeaving = true;
            await server.SendAsync(new Ping([ServiceNames.Shutdown, ServiceNames.FinAck]));
            if (fin == ServiceNames.FinMigrate && server.MayMigrate)
            {
                Migration.MoveClients(server);
            }
        }
    }

    private async Task CallAsync(ClientInvocation call)
    {
        if (_hub.Find(call.ConnectionId) is not { } client)
        {
            await server.SendAsync(new ErrorCompletion(call.InvocationId, call.ConnectionId, call.Caller, $"Connection '{call.ConnectionId}' does not exist."));
            return;
        }
        _hub.Calls.Add(new HubCall(call.InvocationId, server, call.Caller, client));
        if (client.Server.ServerId != server.ServerId)
        {
            // The answer comes to the other server, which has to know of it before.
            await client.Server.SendAsync(call with { Payloads = [] });
            await server.SendAsync(new ServiceMapping(call.InvocationId, call.ConnectionId, client.Server.ServerId));
        }
        client.Send(call.Payloads);
    }

    private Task CompleteAsync(ServiceMessage message)
    {
        var (id, connection) = message switch
        {
            ClientCompletion done => (done.InvocationId, done.ConnectionId),
            ErrorCompletion error => (error.InvocationId, error.ConnectionId),
            _ => ("", ""),
        };
        var call = _hub.Calls.Take(id);
        if (call is null || call.Client.Id != connection || call.From.ServerId == server.ServerId)
        {
            return Task.CompletedTask;
        }
        call.From.Post(message);
        return Task.CompletedTask;
    }
}
