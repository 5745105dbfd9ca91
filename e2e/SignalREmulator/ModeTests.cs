using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The SDK with each of its options that the service has a part in.</summary>
public sealed class ModeTests : EmulatorTest
{
    private const int MaxConnections = 100;

    [Theory]
    [InlineData(ServerStickyMode.Required, true)]
    [InlineData(ServerStickyMode.Preferred, true)]
    [InlineData(ServerStickyMode.Disabled, false)]
    public async Task ServerStickyMode_WithTwoServers_DecidesWhoGetsTheClients(ServerStickyMode mode, bool isSticky)
    {
        await using var a = await StartAsync(mode);
        await using var b = await StartAsync(mode);
        var clients = new List<ChatClient>();

        for (var i = 0; i < 4; i++)
        {
            clients.Add(await ChatClient.ConnectAsync(a, Limit));
        }

        var byServer = (await Emulator.ServersAsync("chathub", Limit)).Select(server => server.Clients).Order();
        Assert.Equal(isSticky ? [0, 4] : [2, 2], byServer);
        clients.ForEach(async client => await client.DisposeAsync());
    }

    [Theory]
    [InlineData(ServerStickyMode.Required, false)]
    [InlineData(ServerStickyMode.Preferred, true)]
    [InlineData(ServerStickyMode.Disabled, true)]
    public async Task Client_WhoseServerGoesAfterTheNegotiation_IsRefusedOrComesToAnother(ServerStickyMode mode, bool isTaken)
    {
        var gone = await StartAsync(mode);
        using var negotiation = await gone.Http.PostAsync(new Uri($"{ChatServer.Path}/negotiate?negotiateVersion=1", UriKind.Relative), null, Limit);
        var answer = System.Text.Json.JsonDocument.Parse(await negotiation.Content.ReadAsStringAsync(Limit)).RootElement;
        await using var other = await StartAsync(mode);
        await gone.DisposeAsync();
        var token = answer.GetProperty("accessToken").GetString();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(answer.GetProperty("url").GetString()!, HttpTransportType.WebSockets, options => options.AccessTokenProvider = () => Task.FromResult(token)).Build();

        var problem = await Record.ExceptionAsync(() => hub.StartAsync(Limit));

        Assert.Equal(isTaken, problem is null);
        Assert.Contains(isTaken ? "" : "is not connected for hub 'chathub'. Negotiate again.", problem?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GracefulShutdownMode.Off)]
    [InlineData(GracefulShutdownMode.WaitForClientsClose)]
    public async Task GracefulShutdown_WithoutMigration_GivesNoNewClientsAndEndsWithThoseThatAreThere(GracefulShutdownMode mode)
    {
        await using var leaving = await StartAsync(ServerStickyMode.Preferred, mode);
        await using var client = await ChatClient.ConnectAsync(leaving, Limit);
        await using var staying = await StartAsync(ServerStickyMode.Preferred, mode);

        // The SDK holds up whoever stops the app.
        var stopped = Task.Run(() => leaving.StopAsync(Limit), Limit);
        if (mode == GracefulShutdownMode.WaitForClientsClose)
        {
            // The server is still there, and answers.
            Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
            await client.DisposeAsync();
        }
        await stopped;

        await client.ClosedAsync(Limit);
        await using var newcomer = await ChatClient.ConnectAsync(staying, Limit);
        Assert.Equal("|False|/chat|7", await newcomer.CallAsync<string>("Who", Limit));
    }

    [Fact]
    public async Task InitialHubServerConnectionCount_OfItsMaximum_ConnectsThemAll()
    {
        await using var server = await ChatServer.StartAsync(Emulator, Limit, options => options.InitialHubServerConnectionCount = MaxConnections);
        await using var client = await ChatClient.ConnectAsync(server, Limit);

        Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
    }

    [Theory]
    [InlineData(HttpTransportType.LongPolling)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task TransportTypeDetector_ThatAllowsOne_LetsTheClientUseThatOne(HttpTransportType allowed)
    {
        await using var server = await ChatServer.StartAsync(Emulator, Limit, options => options.TransportTypeDetector = _ => allowed);
        const HttpTransportType all = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
        await using var client = await ChatClient.ConnectAsync(server, Limit, transport: all);

        Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
        await Assert.ThrowsAnyAsync<Exception>(() => ChatClient.ConnectAsync(server, Limit, transport: HttpTransportType.WebSockets));
    }

    [Fact]
    public async Task ClaimsProvider_OfTheApp_DecidesWhatTheHubKnowsOfItsUser()
    {
        await using var server = await ChatServer.StartAsync(Emulator, Limit, options => options.ClaimsProvider = _ => []);
        await using var client = await ChatClient.ConnectAsync(server, Limit, $"{ChatServer.Path}?user=ada&claim=5000");

        Assert.Equal("ada|False|/chat|", await client.CallAsync<string>("Who", Limit));
    }

    [Fact]
    public async Task Token_ThatIsTooLong_IsRefusedByTheAppWith413()
    {
        await using var server = await StartAsync(ServerStickyMode.Required);

        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, await server.NegotiateAsync(ChatServer.Path, Limit, "&user=ada&claim=5000"));
    }

    private Task<ChatServer> StartAsync(ServerStickyMode mode, GracefulShutdownMode shutdown = GracefulShutdownMode.Off) =>
        ChatServer.StartAsync(Emulator, Limit, options =>
        {
            options.ServerStickyMode = mode;
            options.GracefulShutdown.Mode = shutdown;
        });
}
