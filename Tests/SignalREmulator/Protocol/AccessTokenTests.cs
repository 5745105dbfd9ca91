using System.Security.Claims;
using System.Text;
using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Protocol;

public sealed class AccessTokenTests
{
    private const string Key = "0123456789012345678901234567890123456789";
    private const string Audience = "http://localhost:8888/client/?hub=chat";
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS512")]
    public void Read_OfAGoodToken_GivesItsClaims(string algorithm)
    {
        var token = AccessToken.Create(Key, algorithm, Audience, [new Claim("role", "a"), new Claim("role", "b"), new Claim("name", "Grüße \"x\"")], Now, TimeSpan.FromHours(1));

        var claims = AccessToken.Read(token, Key, "/client", "chat", Now, out var problem);

        Assert.Null(problem);
        Assert.Equal(["a", "b"], claims!.Where(claim => claim.Type == "role").Select(claim => claim.Value));
        Assert.Equal("Grüße \"x\"", claims!.Single(claim => claim.Type == "name").Value);
    }

    [Theory]
    [InlineData(null, "The request has no access token.")]
    [InlineData("", "The request has no access token.")]
    [InlineData("x", "The access token is not a JSON web token.")]
    [InlineData("a.b.c", "The access token is not a JSON web token.")]
    [InlineData("e30.e30.e30", "The access token is not a JSON web token.")]
    public void Read_OfNoToken_SaysSo(string? token, string expected) => AssertRefused(token, expected);

    [Fact]
    public void Read_OfALongToken_IsNotEvenLookedAt() => AssertRefused(new string('x', AccessToken.MostCharacters + 1), "The access token has more than 4096 characters.");

    [Fact]
    public void Read_OfATokenOfAnotherKey_RefusesIt() =>
        AssertRefused(AccessToken.Create(Key + "1", "HS256", Audience, [], Now, TimeSpan.FromHours(1)), "The access token is signed with another key.");

    [Fact]
    public void Read_OfAnExpiredToken_RefusesIt() =>
        AssertRefused(AccessToken.Create(Key, "HS256", Audience, [], Now.AddHours(-2), TimeSpan.FromHours(1)), "The access token has expired.");

    [Fact]
    public void Read_OfATokenOfTheFuture_RefusesIt() =>
        AssertRefused(AccessToken.Create(Key, "HS256", Audience, [], Now.AddHours(2), TimeSpan.FromHours(1)), "The access token is not valid yet.");

    [Theory]
    [InlineData("http://localhost:8888/server/?hub=chat")]
    [InlineData("http://localhost:8888/client/?hub=other")]
    [InlineData("http://localhost:8888/client/")]
    [InlineData("chat")]
    public void Read_OfATokenForAnotherAddress_RefusesIt(string audience) =>
        AssertRefused(AccessToken.Create(Key, "HS256", audience, [], Now, TimeSpan.FromHours(1)), "The access token is for another address");

    [Fact]
    public void Read_OfATokenWithoutSignature_RefusesIt()
    {
        var parts = AccessToken.Create(Key, "HS256", Audience, [], Now, TimeSpan.FromHours(1)).Split('.');
        var none = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"alg\":\"none\"}")).TrimEnd('=');

        AssertRefused($"{none}.{parts[1]}.", "The access token is signed by another algorithm");
    }

    [Fact]
    public void Read_OfAChangedToken_RefusesIt()
    {
        var parts = AccessToken.Create(Key, "HS256", Audience, [], Now, TimeSpan.FromHours(1)).Split('.');
        var other = AccessToken.Create("x", "HS256", Audience, [new Claim("role", "admin")], Now, TimeSpan.FromHours(1)).Split('.');

        AssertRefused($"{parts[0]}.{other[1]}.{parts[2]}", "The access token is signed with another key.");
    }

    private static void AssertRefused(string? token, string expected)
    {
        Assert.Null(AccessToken.Read(token, Key, "/client", "chat", Now, out var problem));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }
}
