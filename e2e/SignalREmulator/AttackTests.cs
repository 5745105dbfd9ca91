using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using BlazorAspire.SignalREmulator;
using BlazorAspire.SignalREmulator.Access;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.IdentityModel.Tokens;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Somebody without a right to either end.</summary>
public sealed class AttackTests : EmulatorTest
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

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

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Token_ThatIsNoGood_OpensNeitherEnd(string end, string kind)
    {
        var good = Make(Emulator.AddressOf(end, "chat").ToString(), Now, Hour);
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AskAsync(end, good));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(end, Token(end, kind, good)));
    }

    [Theory]
    [InlineData("too long", "The service allows 4096: leave claims out with the option ClaimsProvider.")]
    [InlineData("none", "Send it as 'Authorization: Bearer TOKEN'")]
    [InlineData("expired", "Negotiate again.")]
    [InlineData("of another key", "is not signed with the AccessKey of this service")]
    [InlineData("of another hub", "is for another address than '/client/?hub=chat'.")]
    public async Task Token_ThatIsNoGood_IsToldWhy(string kind, string reason)
    {
        var good = Make(Emulator.AddressOf(ServiceNames.ClientPath, "chat").ToString(), Now, Hour);
        using var request = Request(HttpMethod.Post, "/client/negotiate?hub=chat", Token(ServiceNames.ClientPath, kind, good));
        using var response = await Emulator.Http.SendAsync(request, Limit);

        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutAHub_IsABadRequest()
    {
        using var response = await Emulator.Http.PostAsync(new Uri("/client/negotiate", UriKind.Relative), null, Limit);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task ConnectionId_ThatIsGuessedOrOnlyPublic_OpensNothing()
    {
        var token = Emulator.Token(ServiceNames.ClientPath, "chat");
        using var negotiation = await Emulator.Http.SendAsync(Request(HttpMethod.Post, "/client/negotiate?hub=chat&negotiateVersion=1", token), Limit);
        var answer = await negotiation.Content.ReadFromJsonAsync<JsonElement>(Limit);

        foreach (var id in new[] { "guess", answer.GetProperty("connectionId").GetString()! })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
            {
                using var response = await Emulator.Http.SendAsync(Request(method, $"/client/?hub=chat&id={id}", token), Limit);
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
        "expired" => Make(Emulator.AddressOf(end, "chat").ToString(), Now - Hour - Hour, Hour),
        "early" => Make(Emulator.AddressOf(end, "chat").ToString(), Now + Hour, Hour),
        "of another hub" => Make(Emulator.AddressOf(end, "other").ToString(), Now, Hour),
        "of the other end" => Make(Emulator.AddressOf(end == ServiceNames.ClientPath ? ServiceNames.ServerPath : ServiceNames.ClientPath, "chat").ToString(), Now, Hour),
        "of another key" => RunningEmulator.Sign(new string('x', RunningEmulator.Key.Length), SecurityAlgorithms.HmacSha256, Emulator.AddressOf(end, "chat").ToString(), [], Now, Hour),
        "alg none" => $"{Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"alg\":\"none\"}")).TrimEnd('=')}.{good.Split('.')[1]}.",
        "changed" => $"{good.Split('.')[0]}.{Make(Emulator.AddressOf(end, "chat").ToString(), Now, Hour, new Claim("role", "admin")).Split('.')[1]}.{good.Split('.')[2]}",
        "too long" => Make(Emulator.AddressOf(end, "chat").ToString(), Now, Hour, new Claim("much", new string('x', AccessTokens.MaxCharacters))),
        _ => throw new ArgumentException($"'{kind}' is no kind of token.", nameof(kind)),
    };

    private static string Make(string audience, DateTimeOffset now, TimeSpan lifetime, params Claim[] claims) =>
        RunningEmulator.Sign(RunningEmulator.Key, SecurityAlgorithms.HmacSha256, audience, claims, now, lifetime);

    private async Task<HttpStatusCode> AskAsync(string end, string token)
    {
        using var request = end == ServiceNames.ClientPath ? Request(HttpMethod.Post, "/client/negotiate?hub=chat", token) : Request(HttpMethod.Get, "/server/?hub=chat", token);
        using var response = await Emulator.Http.SendAsync(request, Limit);
        return response.StatusCode;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(Emulator.Address, path));
        request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<HttpStatusCode> ConnectAsync(string path)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(Emulator.Address, path)) { Scheme = "ws" }.Uri, Limit);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }
        return socket.HttpStatusCode;
    }
}
