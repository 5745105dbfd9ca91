using System.Buffers;
using System.Globalization;
using BlazorAspire.SignalREmulator.Routing;
using MessagePack;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>A client's connection over any transport. What the client sends goes to its app server in whole messages.</summary>
internal sealed partial class ClientHandler(
    HubRouters hubs, IOptions<EmulatorOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ClientHandler> logger) : ConnectionHandler
{
    private const int DefaultHandshakeSeconds = 15;
    private const int MaxHandshakeSeconds = 30;
    private const int MaxHandshakeBytes = 4096;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var request = ClientRequest.Read(connection.GetHttpContext()!);
        try
        {
            if (await ReadHandshakeAsync(connection) is var (handshake, bytes))
            {
                var protocol = new ClientProtocol(handshake.Protocol);
                // The other half of the buffer is for what is under way.
                var carrier = Carrier.Find(connection, protocol, handshake, options.Value.ClientBufferBytes / 2);
                var client = new Client(connection, request, protocol, bytes, carrier, time);
                carrier?.OnReconnected(client.ResumeAsync);
                await ServeAsync(connection, client);
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or MessagePackSerializationException or IOException or OperationCanceledException)
        {
            Failed(logger, connection.ConnectionId, request.Hub, problem.Message);
        }
    }

    private async Task ServeAsync(ConnectionContext connection, Client client)
    {
        if (client.Protocol.IsBinary && connection.Features.Get<ITransferFormatFeature>() is { } format)
        {
            format.ActiveFormat = TransferFormat.Binary;
        }
        if (hubs.Find(client.Request.Hub) is not { } hub || !hub.TryAdd(client))
        {
            await connection.Transport.Output.WriteAsync(ClientProtocol.HandshakeError(client.Request.NoServer));
            return;
        }
        await using var stopping = lifetime.ApplicationStopping.Register(() => client.Close("The service is stopping."));
        try
        {
            await ForwardAllAsync(connection, client);
        }
        finally
        {
            client.End();
            hub.Remove(client);
        }
    }

    private async Task ForwardAllAsync(ConnectionContext connection, Client client)
    {
        var input = connection.Transport.Input;
        while (await input.ReadAsync() is var result && !client.IsClosing)
        {
            // Only whole messages go on, so that another app server can take the client at any time.
            var messages = client.Protocol.WholeMessages(result.Buffer);
            if (!messages.IsEmpty)
            {
                await client.ForwardAsync(messages);
            }
            else if (result.Buffer.Length > options.Value.ClientBufferBytes)
            {
                client.Close($"A message has more than {options.Value.ClientBufferBytes} bytes. The setting Emulator:ClientBufferBytes allows more.");
            }
            input.AdvanceTo(result.IsCanceled ? result.Buffer.End : messages.End, result.Buffer.End);
            if (result.IsCanceled)
            {
                client.Carrier?.EndCut();
            }
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>The request and bytes of the first message, which app servers get before anything else. Null when the client goes before.</summary>
    private async Task<(HandshakeRequestMessage Request, byte[] Bytes)?> ReadHandshakeAsync(ConnectionContext connection)
    {
        var claim = connection.GetHttpContext()!.User.FindFirst(ServiceNames.HandshakeTimeout)?.Value;
        var isSet = int.TryParse(claim, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MaxHandshakeSeconds;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(isSet ? seconds : DefaultHandshakeSeconds), time);
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(limit.Token);
            var rest = result.Buffer;
            if (HandshakeProtocol.TryParseRequestMessage(ref rest, out var request))
            {
                var bytes = result.Buffer.Slice(0, rest.Start).ToArray();
                input.AdvanceTo(rest.Start);
                return (request, bytes);
            }
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted || result.Buffer.Length > MaxHandshakeBytes)
            {
                return null;
            }
        }
    }

    [LoggerMessage(20, LogLevel.Information, "Client '{Client}' of hub '{Hub}' was disconnected. {Reason}")]
    private static partial void Failed(ILogger logger, string client, string hub, string reason);
}
