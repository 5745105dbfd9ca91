using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.Tests.SignalREmulator.Support;
using BlazorAspire.Tests.Support;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>What the service does to clients as time goes by.</summary>
public sealed class TimeTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly ManualTime _time = new();
    private RunningEmulator _emulator = null!;
    private FakeServer _server = null!;

    public async Task InitializeAsync()
    {
        // Below the 30 s after which app server and service give each other up.
        _emulator = await RunningEmulator.StartAsync(_time, "--Emulator:ClientTimeout=00:00:20", "--Emulator:ClientPingInterval=00:00:10");
        // The service's own, each second: time that passes before it is set passes unseen.
        await _time.TimerStartedAsync();
        _server = await FakeServer.ConnectAsync(_emulator, "chat", "a", _limit.Token);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Client_ThatHearsNothing_GetsAPing()
    {
        await using var client = await ClientAsync();

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("{\"type\":6}\u001e", await client.ReadAsync(_limit.Token));
    }

    [Fact]
    public async Task Client_ThatSaysNothing_IsLetGo()
    {
        await using var client = await ClientAsync();

        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Contains("The client has said nothing for too long.", await client.ReadAsync(_limit.Token), StringComparison.Ordinal);
        await client.ClosedAsync(_limit.Token);
        await _server.NextAsync<CloseConnection>(_limit.Token);
    }

    [Fact]
    public async Task Client_WhoseAuthenticationExpires_IsLetGoWhereItsAppWantsThat()
    {
        var expires = (_time.GetUtcNow() + TimeSpan.FromSeconds(5)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await using var closes = await ClientAsync(new Claim(ServiceNames.CloseOnExpiration, "true"), new Claim(ServiceNames.ExpiresOn, expires));
        await using var stays = await ClientAsync(new Claim(ServiceNames.ExpiresOn, expires));

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains("The authentication of the client has expired.", await closes.ReadAsync(_limit.Token), StringComparison.Ordinal);
        Assert.Equal("{\"type\":6}\u001e", await stays.ReadAsync(_limit.Token));
    }

    [Fact]
    public async Task Client_ThatPollsTooSeldomForItsApp_IsLetGo()
    {
        var token = _emulator.Token(ServiceNames.ClientPath, "chat", new Claim(ServiceNames.MaxPollInterval, "8"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var negotiation = await http.PostAsync(new Uri("/client/negotiate?hub=chat&negotiateVersion=1", UriKind.Relative), null, _limit.Token);
        var id = (await negotiation.Content.ReadFromJsonAsync<JsonElement>(_limit.Token)).GetProperty("connectionToken").GetString();
        var address = new Uri($"/client/?hub=chat&id={id}", UriKind.Relative);
        // The first poll is answered at once, and from here on none is open.
        await http.GetStringAsync(address, _limit.Token);
        using var handshake = await http.PostAsync(address, new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e"), _limit.Token);
        var open = await _server.NextAsync<OpenConnection>(_limit.Token);

        _time.Advance(TimeSpan.FromSeconds(7));
        await _server.SendAsync(new ConnectionData(open.ConnectionId, Encoding.UTF8.GetBytes("in time")));
        Assert.Equal("in time", await http.GetStringAsync(address, _limit.Token));

        var closed = _server.NextAsync<CloseConnection>(_limit.Token);
        while (!closed.IsCompleted)
        {
            // Only the service knows when it has seen the end of the poll, from which on it counts.
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.Equal(open.ConnectionId, (await closed).ConnectionId);
    }

    [Fact]
    public async Task Transports_ThatTheAppDoesNotAllow_AreNotOffered()
    {
        var token = _emulator.Token(ServiceNames.ClientPath, "chat", new Claim(ServiceNames.Transports, "5"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var negotiation = await http.PostAsync(new Uri("/client/negotiate?hub=chat&negotiateVersion=1", UriKind.Relative), null, _limit.Token);

        Assert.Equal(HttpStatusCode.OK, negotiation.StatusCode);
        var offers = (await negotiation.Content.ReadFromJsonAsync<JsonElement>(_limit.Token)).GetProperty("availableTransports").EnumerateArray();
        Assert.Equal(["WebSockets", "LongPolling"], offers.Select(offer => offer.GetProperty("transport").GetString()));
    }

    private async Task<FakeClient> ClientAsync(params Claim[] claims)
    {
        var client = await FakeClient.ConnectAsync(_emulator, "chat", _limit.Token, claims);
        await _server.NextAsync<OpenConnection>(_limit.Token);
        return client;
    }
}
