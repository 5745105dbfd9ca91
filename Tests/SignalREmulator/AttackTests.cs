using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.Tests.SignalREmulator.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Somebody without a right to either end.</summary>
public sealed class AttackTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private RunningEmulator _emulator = null!;

    public static TheoryData<string, string> Tokens()
    {
        var tokens = new TheoryData<string, string>();
        foreach (var end in new[] { ServiceNames.ClientPath, ServiceNames.ServerPath })
        {
            foreach (var kind in new[] { "none", "nonsense", "expired", "early", "of another hub", "of the other end", "of another key", "alg none", "changed", "too long" })
            {
                tokens.Add(end, kind);
            }
        }
        return tokens;
    }

    public async Task InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _limit.Dispose();
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Token_ThatIsNoGood_OpensNeitherEnd(string end, string kind)
    {
        var good = Make(_emulator.AddressOf(end, "chat").ToString(), Now, Hour);
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AskAsync(end, good));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(end, Token(end, kind, good)));
    }

    [Fact]
    public async Task ConnectionId_ThatIsGuessedOrOnlyPublic_OpensNothing()
    {
        var token = _emulator.Token(ServiceNames.ClientPath, "chat");
        using var negotiation = await _http.SendAsync(Request(HttpMethod.Post, "/client/negotiate?hub=chat&negotiateVersion=1", token), _limit.Token);
        var answer = await negotiation.Content.ReadFromJsonAsync<JsonElement>(_limit.Token);

        foreach (var id in new[] { "guess", answer.GetProperty("connectionId").GetString()! })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
            {
                using var response = await _http.SendAsync(Request(method, $"/client/?hub=chat&id={id}", token), _limit.Token);
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            }
            Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync($"/client/?hub=chat&id={id}&access_token={token}"));
        }
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync($"/client/?hub=chat&id={answer.GetProperty("connectionToken").GetString()}&access_token={token}"));
    }

    private string Token(string end, string kind, string good) => kind switch
    {
        "none" => "",
        "nonsense" => "a.b.c",
        "expired" => Make(_emulator.AddressOf(end, "chat").ToString(), Now - Hour - Hour, Hour),
        "early" => Make(_emulator.AddressOf(end, "chat").ToString(), Now + Hour, Hour),
        "of another hub" => Make(_emulator.AddressOf(end, "other").ToString(), Now, Hour),
        "of the other end" => Make(_emulator.AddressOf(end == ServiceNames.ClientPath ? ServiceNames.ServerPath : ServiceNames.ClientPath, "chat").ToString(), Now, Hour),
        "of another key" => AccessToken.Create(new string('x', RunningEmulator.Key.Length), "HS256", _emulator.AddressOf(end, "chat").ToString(), [], Now, Hour),
        "alg none" => $"{Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"alg\":\"none\"}")).TrimEnd('=')}.{good.Split('.')[1]}.",
        "changed" => $"{good.Split('.')[0]}.{Make(_emulator.AddressOf(end, "chat").ToString(), Now, Hour, new Claim("role", "admin")).Split('.')[1]}.{good.Split('.')[2]}",
        "too long" => Make(_emulator.AddressOf(end, "chat").ToString(), Now, Hour, new Claim("much", new string('x', AccessToken.MostCharacters))),
        _ => throw new ArgumentException($"'{kind}' is no kind of token.", nameof(kind)),
    };

    private static string Make(string audience, DateTimeOffset now, TimeSpan lifetime, params Claim[] claims) =>
        AccessToken.Create(RunningEmulator.Key, "HS256", audience, claims, now, lifetime);

    private async Task<HttpStatusCode> AskAsync(string end, string token)
    {
        using var request = end == ServiceNames.ClientPath ? Request(HttpMethod.Post, "/client/negotiate?hub=chat", token) : Request(HttpMethod.Get, "/server/?hub=chat", token);
        using var response = await _http.SendAsync(request, _limit.Token);
        return response.StatusCode;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(_emulator.Address, path));
        request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<HttpStatusCode> ConnectAsync(string path)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(_emulator.Address, path)) { Scheme = "ws" }.Uri, _limit.Token);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }
        return socket.HttpStatusCode;
    }
}
