using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using FoundAffinity = BlazorAspire.Gateway.Affinity.Affinity;

namespace BlazorAspire.Tests.Gateway.Affinity;

public sealed class CookieAffinityTests
{
    private const string Name = "BlazorAspire.Affinity";
    private readonly Replica _replica = new("webapp-1", new Uri("http://127.0.0.1:1")) { State = ReplicaState.Ready };
    private readonly AffinityToken _token = new(new EphemeralDataProtectionProvider());
    private readonly CookieAffinity _affinity;

    public CookieAffinityTests() => _affinity = new CookieAffinity(_token, new ReplicaRegistry([_replica]), Options.Create(new AffinityOptions()));

    [Theory]
    [InlineData(ReplicaState.Ready)]
    [InlineData(ReplicaState.NotReady)]
    internal void Find_LivingReplica_IsUsed(ReplicaState state)
    {
        _replica.State = state;
        var browser = Guid.NewGuid();

        var found = Find($"{Name}={_token.Write(browser, "webapp-1")}");

        Assert.Equal((browser, _replica, AffinityMiss.None), (found.Browser, found.Replica, found.Miss));
    }

    [Fact]
    public void Find_OtherCookiesAround_ReadsOurs()
    {
        var found = Find($"a=1; {Name}.Other=x; {Name}={_token.Write(Guid.NewGuid(), "webapp-1")}; b=2");

        Assert.Equal(AffinityMiss.None, found.Miss);
    }

    [Fact]
    public void Find_NoCookie_IsANewBrowser()
    {
        var found = Find("a=1");

        Assert.Equal(AffinityMiss.NoCookie, found.Miss);
        Assert.NotEqual(Guid.Empty, found.Browser);
    }

    [Fact]
    public void Find_SameNameTwice_IsNotTrusted()
    {
        var cookie = $"{Name}={_token.Write(Guid.NewGuid(), "webapp-1")}";

        Assert.Equal(AffinityMiss.Doubled, Find($"{cookie}; {cookie}").Miss);
        Assert.Equal(AffinityMiss.Doubled, Find(cookie, cookie).Miss);
        Assert.Null(Find($"{cookie}; {cookie}").Replica);
    }

    [Fact]
    public void Find_FourKilobytes_IsNotEvenRead() => Assert.Equal(AffinityMiss.Oversized, Find($"{Name}={new string('A', 4096)}").Miss);

    [Fact]
    public void Find_Forged_IsANewBrowser()
    {
        var found = Find($"{Name}=webapp-1");

        Assert.Equal(AffinityMiss.Unreadable, found.Miss);
        Assert.Null(found.Replica);
    }

    [Fact]
    public void Find_UnknownReplica_KeepsTheBrowser()
    {
        var browser = Guid.NewGuid();

        var found = Find($"{Name}={_token.Write(browser, "webapp-9")}");

        Assert.Equal((browser, null, AffinityMiss.UnknownReplica), (found.Browser, found.Replica, found.Miss));
    }

    [Fact]
    public void Find_DeadReplica_KeepsTheBrowser()
    {
        _replica.State = ReplicaState.Dead;
        var browser = Guid.NewGuid();

        var found = Find($"{Name}={_token.Write(browser, "webapp-1")}");

        Assert.Equal((browser, null, AffinityMiss.DeadReplica), (found.Browser, found.Replica, found.Miss));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public void Issue_Cookie_IsKeptFromScriptsAndOtherSites(string scheme, bool secure)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };

        _affinity.Issue(context, Guid.NewGuid(), _replica);

        var attributes = context.Response.Headers.SetCookie.ToString().Split("; ").Skip(1);
        Assert.Equal(secure ? ["path=/", "secure", "samesite=lax", "httponly"] : ["path=/", "samesite=lax", "httponly"], attributes);
    }

    private FoundAffinity Find(params string[] cookies)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookies;
        return _affinity.Find(context);
    }
}
