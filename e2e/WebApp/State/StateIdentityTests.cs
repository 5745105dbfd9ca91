using System.Security.Claims;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StateIdentityTests
{
    [Fact]
    public void TabKey_OfAnotherBrowserUserOrTab_IsAnother()
    {
        var keys = new[] { Tabs.Of('a'), Tabs.Of('b'), Tabs.Of('a', browser: "other"), Tabs.Of('a', user: "anna") }.Select(identity => identity.TabKey);

        Assert.Equal(4, keys.Distinct().Count());
    }

    [Fact]
    public void TabKey_PartsThatRunTogether_AreTold() =>
        Assert.NotEqual(new StateIdentity("ab", "c", "d").TabKey, new StateIdentity("a", "bc", "d").TabKey);

    [Fact]
    public void UserKey_OfOneSignedIn_IsTheSameInEachBrowser()
    {
        Assert.Equal(Tabs.Of('a', "one", "anna").UserKey, Tabs.Of('b', "two", "anna").UserKey);
        Assert.NotEqual(Tabs.Of('a', "one", "anna").UserKey, Tabs.Of('a', "one", "bert").UserKey);
    }

    [Fact]
    public void UserKey_OfNobody_IsTheBrowsers()
    {
        Assert.Equal(Tabs.Of('a', "one").UserKey, Tabs.Of('b', "one").UserKey);
        Assert.NotEqual(Tabs.Of('a', "one").UserKey, Tabs.Of('a', "two").UserKey);
        // Nobody may name a user as a browser is named.
        Assert.NotEqual(Tabs.Of('a', "anna").UserKey, Tabs.Of('a', "x", "anna").UserKey);
    }

    [Fact]
    public void Keys_DoNotShowTheSession() => Assert.DoesNotContain("browser", Tabs.First.TabKey + Tabs.First.UserKey, StringComparison.Ordinal);

    [Fact]
    public void NameOf_OneNotSignedIn_IsEmpty() => Assert.Equal("", StateIdentity.NameOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "anna")]))));

    [Fact]
    public void NameOf_TheSameIdOfTwoSchemes_DiffersAndIsNotEmpty()
    {
        var (cookies, bearer) = (NameOf("cookies"), NameOf("bearer"));

        Assert.NotEqual(cookies, bearer);
        Assert.NotEqual("", cookies);
    }

    private static string NameOf(string scheme) => StateIdentity.NameOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "7")], scheme)));
}
