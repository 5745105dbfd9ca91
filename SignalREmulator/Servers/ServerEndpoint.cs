using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Status;

namespace BlazorAspire.SignalREmulator.Servers;

/// <summary>The address to which app servers connect.</summary>
internal sealed class ServerEndpoint(HubTable hubs, Traffic traffic, TimeProvider time, ILogger<ServerEndpoint> logger)
{
    private const int ProtocolVersion = 1;
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(15);

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("App servers connect here with a WebSocket.", context.RequestAborted);
            return;
        }
        var id = context.Request.Query["cid"].ToString() is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");
        var server = context.Request.Headers[ServiceNames.ServerIdHeader].ToString() is { Length: > 0 } named ? named : id;
        var hub = hubs.Bring(context.Request.Query[ServiceNames.HubParameter].ToString());
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var link = new ServiceLink(socket, time);
        var connection = new ServerConnection(id, server, hub, link);
        try
        {
            await RunAsync(connection, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        catch (InvalidDataException problem)
        {
            ServerLog.Malformed(logger, server, hub.Name, problem.Message);
        }
        catch (IOException)
        {
            // The server went away while it was answered.
        }
    }

    private async Task RunAsync(ServerConnection connection, CancellationToken stopping)
    {
        await using var messages = connection.Link.ReadAsync(stopping).GetAsyncEnumerator(stopping);
        if (!await ShakeHandsAsync(connection, messages))
        {
            return;
        }
        connection.Hub.Add(connection, time.GetUtcNow());
        ServerLog.Came(logger, connection.ServerId, connection.Hub.Name);
        var incoming = new ServerMessages(connection);
        try
        {
            while (await messages.MoveNextAsync())
            {
                traffic.FromServer();
                await incoming.HandleAsync(messages.Current);
            }
        }
        finally
        {
            connection.Hub.Remove(connection, time.GetUtcNow());
            ServerLog.Went(logger, connection.ServerId, connection.Hub.Name, connection.ClientCount);
            foreach (var client in connection.Clients)
            {
                client.Close("The app server has gone.");
            }
        }
    }

    private async Task<bool> ShakeHandsAsync(ServerConnection connection, IAsyncEnumerator<ServiceMessage> messages)
    {
        using var limit = new CancellationTokenSource(HandshakeLimit, time);
        await using var late = limit.Token.Register(() => _ = connection.Link.DisposeAsync().AsTask());
        if (!await messages.MoveNextAsync() || messages.Current is not ServiceMessage.HandshakeRequest request)
        {
            return false;
        }
        var problem = request.Version == ProtocolVersion ? "" : $"Version {request.Version} of the protocol is not spoken here. Use version {ProtocolVersion}.";
        connection.MayMigrate = request.MigrationLevel > 0;
        await connection.SendAsync(new ServiceMessage.HandshakeResponse(problem, connection.Id));
        return problem.Length == 0;
    }
}
