using BlazorAspire.Circuits.Security;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.WebApp.Security;

public class CircuitOriginCheckTests
{
    [Theory]
    [InlineData("http", "localhost:5080", "http://localhost:5080")]
    [InlineData("http", "app.example", "http://app.example")]
    [InlineData("http", "app.example:80", "http://app.example")]
    [InlineData("https", "app.example", "https://app.example")]
    [InlineData("http", "app.example", "https://app.example")]
    [InlineData("http", "App.Example", "http://app.example")]
    [InlineData("http", "[::1]:5080", "http://[::1]:5080")]
    public void IsSameOrigin_OwnPage_IsTrue(string scheme, string host, string origin) => Assert.True(IsSameOrigin(scheme, host, origin));

    [Theory]
    [InlineData("http", "localhost:5080", "http://evil.example")]
    [InlineData("http", "localhost:5080", "http://localhost:5081")]
    [InlineData("http", "localhost:5080", "http://localhost")]
    [InlineData("http", "localhost:5080", "http://localhost:5080.evil.example")]
    [InlineData("http", "localhost:5080", "http://127.0.0.1:5080")]
    [InlineData("https", "app.example", "http://app.example")]
    [InlineData("http", "app.example", "ftp://app.example")]
    [InlineData("http", "app.example", "null")]
    [InlineData("http", "app.example", "")]
    [InlineData("http", "app.example", "app.example")]
    [InlineData("http", "app.example", "http://app.example, http://evil.example")]
    [InlineData("http", "", "http://")]
    public void IsSameOrigin_AnotherPage_IsFalse(string scheme, string host, string origin) => Assert.False(IsSameOrigin(scheme, host, origin));

    [Fact]
    public void IsSameOrigin_TwoOrigins_IsFalse()
    {
        var request = Request("http", "app.example");
        request.Headers.Origin = new(["http://app.example", "http://evil.example"]);

        Assert.False(CircuitOriginCheck.IsSameOrigin(request));
    }

    [Fact]
    public void IsSameOrigin_NoOrigin_IsTrue() => Assert.True(CircuitOriginCheck.IsSameOrigin(Request("http", "app.example")));

    private static bool IsSameOrigin(string scheme, string host, string origin)
    {
        var request = Request(scheme, host);
        request.Headers.Origin = origin;
        return CircuitOriginCheck.IsSameOrigin(request);
    }

    private static HttpRequest Request(string scheme, string host)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = scheme;
        request.Host = new HostString(host);
        return request;
    }
}
