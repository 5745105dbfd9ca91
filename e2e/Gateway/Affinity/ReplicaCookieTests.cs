using System.Buffers.Text;
using System.Diagnostics.Metrics;
using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Tests.Gateway.Affinity;

public sealed class ReplicaCookieTests : IDisposable
{
    private const string Name = "BlazorAspire.Affinity";
    private static readonly ClusterState Cluster = new("replicas");
    private static readonly SessionAffinityConfig Config = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly Replica[] _replicas =
    [
        new("webapp-1", new Uri("http://127.0.0.1:1")) { State = ReplicaState.Ready },
        new("webapp-2", new Uri("http://127.0.0.1:2")) { State = ReplicaState.Ready },
        new("webapp-3", new Uri("http://127.0.0.1:3")) { State = ReplicaState.Full },
    ];

    private readonly GatewayMetrics _metrics;
    private readonly MetricCollector<long> _misses;
    private readonly ReplicaCookie _cookie;

    public ReplicaCookieTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new GatewayMetrics(meters, new ReplicaRegistry(_replicas));
        _misses = new MetricCollector<long>(meters, GatewayMetrics.MeterName, "gateway.affinity.misses");
        _cookie = New(_protection);
    }

    public void Dispose()
    {
        _misses.Dispose();
        _metrics.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(ReplicaState.Ready)]
    [InlineData(ReplicaState.NotReady)]
    [InlineData(ReplicaState.Full)]
    [InlineData(ReplicaState.Draining)]
    internal void Find_LivingReplica_IsUsed(ReplicaState state)
    {
        _replicas[0].State = state;

        Assert.Equal(["webapp-1"], Find($"a=1; {Name}.Other=x; {Name}={_cookie.Write("webapp-1")}; b=2"));
        Assert.Empty(_misses.GetMeasurementSnapshot());
    }

    [Fact]
    public void Find_SameNameTwice_IsNotTrusted()
    {
        var cookie = $"{Name}={_cookie.Write("webapp-3")}";

        AssertMissed(AffinityMiss.Doubled, $"{cookie}; {cookie}");
        AssertMissed(AffinityMiss.Doubled, cookie, cookie);
    }

    [Fact]
    public void Find_TwoOfTwoAnswers_IsTheOneThatTheBrowserGotFirst()
    {
        var (first, second) = ($"{Name}.12345678={_cookie.Write("webapp-2")}", $"{Name}.01234567={_cookie.Write("webapp-1")}");

        Assert.Equal(["webapp-2"], Find($"{first}; {second}"));
        Assert.Equal(["webapp-1"], Find(second, first));
        Assert.Equal(["webapp-1"], Find($"{Name}.12345678=garbage; {second}"));
    }

    [Fact]
    public void Affinitize_AnotherReplica_TakesTheCookiesBackThatTheBrowserHas()
    {
        var context = NewContext();
        context.Request.Headers.Cookie = $"{Name}.12345678=a; {Name}=b; {Name}.Other=c";
        context.Response.Headers.CacheControl = "no-cache, no-store";

        _cookie.AffinitizeResponse(context, Cluster, Config, new DestinationState("webapp-2"));

        var cookies = context.Response.Headers.SetCookie.Select(cookie => cookie!.Split(';')[0]).ToArray();
        Assert.Equal([$"{Name}.12345678=", $"{Name}="], cookies[..2]);
        Assert.Equal(["webapp-2"], Find(cookies[2]));
    }

    [Fact]
    public void Find_NoCookie_GivesThoseThatTakeNewUsers() => AssertMissed(AffinityMiss.NoCookie, "a=1");

    [Fact]
    public void Find_FourKilobytes_IsNotEvenRead() => AssertMissed(AffinityMiss.Oversized, $"{Name}={new string('A', 4096)}");

    [Theory]
    [InlineData("")]
    [InlineData("webapp-3")]
    [InlineData("%00")]
    [InlineData("ä")]
    [InlineData("\"quoted\"")]
    public void Find_Garbage_IsNotRead(string text) => AssertMissed(AffinityMiss.Unreadable, $"{Name}={text}");

    [Fact]
    public void Find_OneCharacterChanged_IsNotRead()
    {
        var value = _cookie.Write("webapp-3").ToCharArray();
        value[^10] = value[^10] == 'A' ? 'B' : 'A';

        AssertMissed(AffinityMiss.Unreadable, $"{Name}={new string(value)}");
    }

    [Fact]
    public void Find_CookieOfOtherKeysOrAnotherPurpose_IsNotRead()
    {
        AssertMissed(AffinityMiss.Unreadable, $"{Name}={New(new EphemeralDataProtectionProvider()).Write("webapp-3")}");
        AssertMissed(AffinityMiss.Unreadable, $"{Name}={Base64Url.EncodeToString(_protection.CreateProtector("something else").Protect("webapp-3"u8.ToArray()))}");
    }

    [Fact]
    public void Find_UnknownReplica_IsCounted() => AssertMissed(AffinityMiss.UnknownReplica, $"{Name}={_cookie.Write("webapp-9")}");

    [Fact]
    public void Find_DeadReplica_IsCounted()
    {
        _replicas[2].State = ReplicaState.Dead;

        AssertMissed(AffinityMiss.DeadReplica, $"{Name}={_cookie.Write("webapp-3")}");
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public void Affinitize_Cookie_IsHiddenFromScriptsAndOtherSites(string scheme, bool secure)
    {
        var context = NewContext();
        context.Request.Scheme = scheme;

        context.Response.Headers.CacheControl = "no-store";

        _cookie.AffinitizeResponse(context, Cluster, Config, new DestinationState("webapp-2"));

        var parts = context.Response.Headers.SetCookie.ToString().Split("; ");
        Assert.Matches($"^{Name}\\.[0-9]{{8}}=[A-Za-z0-9_-]+$", parts[0]);
        Assert.Equal(secure ? ["path=/", "secure", "samesite=lax", "httponly"] : ["path=/", "samesite=lax", "httponly"], parts.Skip(1));
    }

    private ReplicaCookie New(IDataProtectionProvider protection) =>
        new(protection, new ReplicaRegistry(_replicas), _metrics, Options.Create(new AffinityOptions()), new ConfigurationBuilder().Build());

    private void AssertMissed(AffinityMiss reason, params string[] cookies)
    {
        var found = Find(cookies);

        Assert.Equal(["webapp-1", "webapp-2"], found);
        Assert.Equal(reason.ToString(), _misses.GetMeasurementSnapshot()[^1].Tags["reason"]);
    }

    private IEnumerable<string> Find(params string[] cookies)
    {
        var context = NewContext();
        context.Request.Headers.Cookie = cookies;
        var alive = _replicas.Where(replica => replica.State != ReplicaState.Dead).Select(replica => new DestinationState(replica.Name));
        var found = _cookie.FindAffinitizedDestinations(context, Cluster, Config, [.. alive]);
        Assert.Equal(AffinityStatus.OK, found.Status);
        return found.Destinations!.Select(destination => destination.DestinationId);
    }

    private static DefaultHttpContext NewContext()
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new RequestRoute());
        return context;
    }
}
