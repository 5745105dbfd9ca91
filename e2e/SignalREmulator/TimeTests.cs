using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using BlazorAspire.SignalREmulator;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>What the service does to clients as time goes by.</summary>
public sealed class TimeTests : EmulatorTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private RawServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    // Below the 30 s after which app server and service give each other up.
    private protected override Task<RunningEmulator> StartAsync() =>
        RunningEmulator.StartAsync(_time, "--Emulator:ClientTimeout=00:00:20", "--Emulator:ClientPingInterval=00:00:10");

    [Fact]
    public async Task Client_ThatHearsNothing_GetsAPing()
    {
        await using var client = await ClientAsync();

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("{\"type\":6}\u001e", await client.ReadAsync(Limit));
    }

    [Fact]
    public async Task Server_ThatIsSilent_IsPingedAndThenDisconnectedWithItsClients()
    {
        await using var client = await ClientAsync();

        _time.Advance(TimeSpan.FromSeconds(6));
        await _server.NextAsync<PingMessage>(Limit);
        _time.Advance(TimeSpan.FromSeconds(25));

        await _server.EndedAsync(Limit);
        await client.ClosedAsync(Limit);
    }

    [Fact]
    public async Task Client_ThatSaysNothing_IsLetGo()
    {
        await using var client = await ClientAsync();

        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Contains("The client has sent nothing for too long.", await client.ReadAsync(Limit), StringComparison.Ordinal);
        await client.ClosedAsync(Limit);
        await _server.NextAsync<CloseConnectionMessage>(Limit);
    }

    [Fact]
    public async Task Client_WhoseAuthenticationExpires_IsLetGoWhereItsAppWantsThat()
    {
        var expires = (_time.GetUtcNow() + TimeSpan.FromSeconds(5)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await using var closes = await ClientAsync(new Claim(ServiceNames.CloseOnExpiration, "true"), new Claim(ServiceNames.ExpiresOn, expires));
        await using var stays = await ClientAsync(new Claim(ServiceNames.ExpiresOn, expires));

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains("The authentication of the client has expired.", await closes.ReadAsync(Limit), StringComparison.Ordinal);
        Assert.Equal("{\"type\":6}\u001e", await stays.ReadAsync(Limit));
    }

    [Fact]
    public async Task Transports_ThatTheAppDoesNotAllow_AreNotOffered()
    {
        var token = Emulator.Token(ServiceNames.ClientPath, "chat", new Claim(ServiceNames.Transports, "5"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var negotiation = await http.PostAsync(new Uri("/client/negotiate?hub=chat&negotiateVersion=1", UriKind.Relative), null, Limit);

        Assert.Equal(HttpStatusCode.OK, negotiation.StatusCode);
        var offers = (await negotiation.Content.ReadFromJsonAsync<JsonElement>(Limit)).GetProperty("availableTransports").EnumerateArray();
        Assert.Equal(["WebSockets", "LongPolling"], offers.Select(offer => offer.GetProperty("transport").GetString()));
    }

    private async Task<RawClient> ClientAsync(params Claim[] claims)
    {
        var client = await RawClient.ConnectAsync(Emulator, "chat", Limit, claims);
        await _server.GreetAsync(Limit);
        Assert.Equal("{}\u001e", await client.ReadAsync(Limit));
        return client;
    }
}
