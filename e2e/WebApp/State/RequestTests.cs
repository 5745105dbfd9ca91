using BlazorAspire.Circuits.State.Requests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class RequestTests
{
    private readonly BrowserSession _browsers = new(new EphemeralDataProtectionProvider(), new ConfigurationBuilder().Build());

    [Fact]
    public void Read_OfAnIssuedCookie_GivesTheSession()
    {
        var (id, cookie) = Issue();

        Assert.Equal(id, _browsers.Read(With(cookie).Request));
    }

    [Fact]
    public void Issue_OfACookie_KeepsItFromScriptsAndOtherSites()
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "https";
        _browsers.Issue(context);

        var cookie = context.Response.Headers.SetCookie.ToString();

        Assert.Contains("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_TwiceForOneRequest_IsOneSession()
    {
        var context = new DefaultHttpContext();

        Assert.Equal(_browsers.Issue(context), _browsers.Issue(context));
        Assert.Single(context.Response.Headers.SetCookie);
    }

    [Fact]
    public void Read_OfTwoSessions_IsTheOneThatTheBrowserGotFirst()
    {
        var (first, firstCookie) = Issue();
        var (second, secondCookie) = Issue();

        Assert.Equal(first, _browsers.Read(With($"{firstCookie}; other=1; {secondCookie}").Request));
        Assert.Equal(second, _browsers.Read(With($"{secondCookie}; {firstCookie}").Request));
        Assert.Equal(second, _browsers.Read(With($"{firstCookie[..^4]}AAAA; {secondCookie}").Request));
    }

    [Fact]
    public void ReadOrIssue_OfTwoSessions_KeepsTheFirstAndTakesTheOtherBack()
    {
        var (first, firstCookie) = Issue();
        var (_, secondCookie) = Issue();
        var context = With($"{firstCookie}; {secondCookie}");

        Assert.Equal(first, _browsers.ReadOrIssue(context));

        var cookie = Assert.Single(context.Response.Headers.SetCookie)!;
        Assert.StartsWith($"{secondCookie.Split('=')[0]}=; expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public void Read_OfAMadeUpCookie_IsNobody(string value) => Assert.Null(_browsers.Read(With($"{BrowserSession.CookieName}={value}").Request));

    [Fact]
    public void Read_OfAChangedOrOversizedCookie_IsNobody()
    {
        var (_, cookie) = Issue();

        Assert.Null(_browsers.Read(With(cookie[..^4] + "AAAA").Request));
        Assert.Null(_browsers.Read(With(cookie + new string('A', 1000)).Request));
    }

    [Theory]
    [InlineData("?_tab=0123456789abcdef0123456789abcdef", null, "0123456789abcdef0123456789abcdef")]
    [InlineData("", "BlazorAspire.Tab=0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef")]
    [InlineData("?_tab=ffffffffffffffffffffffffffffffff", "BlazorAspire.Tab=0123456789abcdef0123456789abcdef", "ffffffffffffffffffffffffffffffff")]
    [InlineData("?_tab=0123456789ABCDEF0123456789ABCDEF", null, null)]
    [InlineData("?_tab=../../etc/passwd", null, null)]
    [InlineData("?_tab=0123456789abcdef0123456789abcdef&_tab=ffffffffffffffffffffffffffffffff", null, null)]
    [InlineData("", null, null)]
    public void TabOfPage_IsTheQuerysElseTheCookies(string query, string? cookie, string? tab)
    {
        var context = With(cookie ?? "");
        context.Request.QueryString = new QueryString(query);

        Assert.Equal(tab, TabId.OfPage(context.Request));
    }

    [Theory]
    [InlineData("?_tab=0123456789abcdef0123456789abcdef", "")]
    [InlineData("?q=a%20b&_tab=x&q=%C3%A9", "?q=a%20b&q=%C3%A9")]
    [InlineData("?q=1", "?q=1")]
    public void Hide_LeavesTheRestOfTheAddress(string query, string rest)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);

        TabId.Hide(context.Request);

        Assert.Equal(rest, context.Request.QueryString.ToString());
    }

    private static DefaultHttpContext With(string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        return context;
    }

    private (string Id, string Cookie) Issue()
    {
        var context = new DefaultHttpContext();
        return (_browsers.Issue(context), context.Response.Headers.SetCookie.ToString().Split(';')[0]);
    }
}
