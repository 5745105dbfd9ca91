using Aspire.Hosting.Testing;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;
using StackExchange.Redis;

namespace BlazorAspire.Tests.WebApp.Circuits;

[Collection(SharedApp.Name)]
public sealed class PausedCircuitsTests(SharedApp shared)
{
    private readonly ManualTime _time = new();
    private readonly LogLines<PausedCircuits> _log = new();

    [Fact]
    public async Task Count_OfTheCluster_FollowsWhatIsKeptTakenAndForgotten()
    {
        using var connection = await ConnectAsync();
        using var here = New(connection);
        using var there = New(connection);
        var (first, second) = ($"{Guid.NewGuid():n}", $"{Guid.NewGuid():n}");
        var before = await CountAsync(here);

        here.Add(first, TimeSpan.FromHours(8));
        here.Add(second, TimeSpan.FromMinutes(1));
        Assert.Equal(before + 2, await CountAsync(here));
        there.Remove(first);
        Assert.Equal(before + 1, await CountAsync(there));
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(before, await CountAsync(there));
    }

    [Fact]
    public async Task Count_WithoutRedis_IsNotKnown()
    {
        using var paused = new PausedCircuits(() => throw new TimeoutException("away"), _time, _log);

        await paused.ReadAsync(CancellationToken.None);

        Assert.Null(paused.Count);
        Assert.Contains("How many circuits are paused is not known", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    private PausedCircuits New(ConnectionMultiplexer connection) => new(() => connection.GetDatabase(), _time, _log);

    private static async Task<long> CountAsync(PausedCircuits paused)
    {
        await paused.ReadAsync(CancellationToken.None);
        return paused.Count!.Value;
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var settings = ConfigurationOptions.Parse((await shared.Running.App.GetConnectionStringAsync("redis"))!);
        settings.AbortOnConnectFail = false;
        return ConnectionMultiplexer.Connect(settings);
    }
}
