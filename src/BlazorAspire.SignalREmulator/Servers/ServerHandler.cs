using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using BlazorAspire.SignalREmulator.Routing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.SignalR.Protocol;

namespace BlazorAspire.SignalREmulator.Servers;

/// <summary>A connection of an app server.</summary>
internal sealed partial class ServerHandler(HubRouters hubs, TimeProvider time, ILogger<ServerHandler> logger) : ConnectionHandler
{
    private const int MaxMessageBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(15);
    private static readonly ServiceProtocol Protocol = new();

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        connection.Features.GetRequiredFeature<ITransferFormatFeature>().ActiveFormat = TransferFormat.Binary;
        var request = connection.GetHttpContext()!.Request;
        var id = request.Query[ServiceNames.ConnectionIdParameter].ToString() is { Length: > 0 } given ? given : connection.ConnectionId;
        var serverId = request.Headers[ServiceNames.ServerIdHeader].ToString() is { Length: > 0 } named ? named : id;
        var hub = hubs.GetOrAdd(request.Query[ServiceNames.HubParameter].ToString());
        try
        {
            using var limit = new CancellationTokenSource(HandshakeTimeout, time);
            await using var messages = ReadAllAsync(connection.Transport.Input, limit.Token).GetAsyncEnumerator(CancellationToken.None);
            if (await messages.MoveNextAsync() && messages.Current is HandshakeRequestMessage handshake)
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
                var server = new ServerConnection(serverId, handshake, connection, time);
                var problem = $"Version {handshake.Version} of the protocol is not supported. Use version {Protocol.Version}.";
                await (handshake.Version == Protocol.Version ? ServeAsync(messages, hub, server, id) : server.SendAsync(new HandshakeResponseMessage(problem)));
            }
        }
        catch (Exception problem)
        {
            // The parser's exceptions have no type in common.
            Malformed(logger, problem, serverId, hub.Name);
            connection.Abort();
        }
    }

    private async Task ServeAsync(IAsyncEnumerator<ServiceMessage> messages, HubRouter hub, ServerConnection server, string id)
    {
        // Before the answer: from the answer on the app server counts on being found.
        hub.Add(server, time.GetUtcNow());
        try
        {
            await server.SendAsync(new HandshakeResponseMessage("") { ConnectionId = id });
            var handler = new ServerMessages(hub, server);
            while (await messages.MoveNextAsync())
            {
                server.Heard();
                await handler.HandleAsync(messages.Current);
            }
        }
        finally
        {
            hub.Remove(server, time.GetUtcNow());
            await server.EndAsync();
        }
    }

    private static async IAsyncEnumerable<ServiceMessage> ReadAllAsync(PipeReader input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (Protocol.TryParseMessage(ref buffer, out var message))
            {
                // Null is a message of a newer SDK.
                if (message is not null)
                {
                    yield return message;
                }
            }
            if (buffer.Length > MaxMessageBytes)
            {
                throw new InvalidDataException($"A message has more than {MaxMessageBytes} bytes.");
            }
            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted || result.IsCanceled)
            {
                yield break;
            }
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "App server '{Server}' sent an invalid message for hub '{Hub}', or none in time, and was disconnected.")]
    private static partial void Malformed(ILogger logger, Exception problem, string server, string hub);
}
