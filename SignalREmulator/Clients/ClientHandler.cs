using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Status;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>A client's connection, over whichever transport: what it says goes to its app server, and what that says comes back.</summary>
internal sealed class ClientHandler(
    HubTable hubs, Traffic traffic, PollWatch polls, IOptions<EmulatorOptions> options, TimeProvider time, IHostApplicationLifetime lifetime) : ConnectionHandler
{
    private const int UsualHandshakeSeconds = 15;
    private const int MostHandshakeSeconds = 30;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var http = connection.GetHttpContext()!;
        if (await ShakeHandsAsync(connection, http.User) is not { } handshake)
        {
            return;
        }
        if (connection.Features.Get<ITransferFormatFeature>() is { } format && !new HubProtocol(handshake.Protocol).IsText)
        {
            format.ActiveFormat = TransferFormat.Binary;
        }
        var request = ClientRequest.Read(http);
        if (request.ChooseServer(hubs) is not { } server)
        {
            await connection.Transport.Output.WriteAsync(HubProtocol.HandshakeError(request.NoServer));
            return;
        }
        var client = new ServiceClient(connection, server, request, handshake, traffic, time, options.Value.ClientBufferBytes);
        using var poll = polls.Watch(request, client, connection.Features.Get<IHttpTransportFeature>()?.TransportType == HttpTransportType.LongPolling);
        await ServeAsync(connection, client);
    }

    private async Task ServeAsync(ConnectionContext connection, ServiceClient client)
    {
        client.Server.Add(client);
        client.Hub.Add(client);
        var writing = client.WriteAllAsync();
        await using var stopping = lifetime.ApplicationStopping.Register(() => client.Close("The service is stopping."));
        try
        {
            if (client.Server.Link.Over.IsCancellationRequested)
            {
                return;
            }
            await client.OpenAsync();
            await ReadAllAsync(connection, client);
        }
        catch (IOException)
        {
            // Its app server has gone, or itself.
        }
        finally
        {
            client.Close(null);
            client.Hub.Remove(client);
            client.Leave();
            await FinishAsync(connection, writing);
        }
    }

    private async Task ReadAllAsync(ConnectionContext connection, ServiceClient client)
    {
        var input = connection.Transport.Input;
        _ = client.Closed.ContinueWith(_ => input.CancelPendingRead(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        while (true)
        {
            var result = await input.ReadAsync();
            if (!result.Buffer.IsEmpty)
            {
                client.Heard();
                traffic.FromClient();
                await client.SayAsync(result.Buffer.ToArray());
            }
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCanceled || result.IsCompleted || client.Closed.IsCompleted)
            {
                return;
            }
        }
    }

    private async Task FinishAsync(ConnectionContext connection, Task writing)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        try
        {
            await writing.WaitAsync(limit.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or InvalidOperationException)
        {
            // It does not read what is left.
            connection.Abort();
        }
    }

    private async Task<ClientHandshake?> ShakeHandsAsync(ConnectionContext connection, ClaimsPrincipal user)
    {
        var seconds = int.TryParse(user.FindFirst(ServiceNames.HandshakeTimeout)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            && asked is > 0 and <= MostHandshakeSeconds ? asked : UsualHandshakeSeconds;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        try
        {
            return await ClientHandshake.ReadAsync(connection, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
