using System.Buffers;
using BlazorAspire.SignalREmulator.Protocol;
using Embedded.AzureSignalR.Hubs;
using Embedded.AzureSignalR.Telemetry;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace Embedded.AzureSignalR.Connections;

/// <summary>What the service tells of a hub's clients.</summary>
internal sealed class ServiceMessages(ServiceHub hub, ServiceConnection connection, ILogger logger, Action farewell)
{
    public Task HandleAsync(ServiceMessage message)
    {
        switch (message)
        {
            case OpenConnection open: hub.Open(open, connection); break;
            case ConnectionData data: hub.Find(data.ConnectionId)?.Receive(data.Payload); break;
            case CloseConnection close: hub.Find(close.ConnectionId, connection)?.Gone(); break;
            case Ack ack: hub.Acknowledgements.Answered(ack); break;
            case Ping ping: return AnswerAsync(ping);
            case ClientInvocation call: hub.Calls.Add(call.InvocationId, new ClientCall.Routed(call.ConnectionId, call.Caller)); break;
            case ClientCompletion done: Complete(done); break;
            case ErrorCompletion error: hub.Calls.Complete(error.ConnectionId, CompletionMessage.WithError(error.InvocationId, error.Error)); break;
            case ServiceError error: ServiceLog.ServiceError(logger, hub.Name, error.Message); break;
        }
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(Ping ping)
    {
        if (ping[ServiceNames.Shutdown] == ServiceNames.FinAck)
        {
            farewell();
        }
        if (ping[ServiceNames.Target] is { Length: > 0 } target)
        {
            hub.Connect(target);
        }
        if (ping[ServiceNames.Echo] is not null)
        {
            await connection.SendAsync(ping);
        }
    }

    private void Complete(ClientCompletion done)
    {
        var bytes = new ReadOnlySequence<byte>(done.Payload);
        if (hub.Protocols.GetProtocol(done.Protocol, null) is { } protocol && protocol.TryParseMessage(ref bytes, hub.Calls, out var message)
            && message is CompletionMessage answer)
        {
            hub.Calls.Complete(done.ConnectionId, answer);
            return;
        }
        hub.Calls.Complete(done.ConnectionId, CompletionMessage.WithError(done.InvocationId, $"The client answered in '{done.Protocol}', which cannot be read here."));
    }
}
