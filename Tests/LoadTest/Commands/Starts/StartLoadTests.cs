using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Commands.Starts;
using BlazorAspire.Tests.AppHost;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.LoadTest.Commands.Starts;

[Collection(SharedApp.Name)]
public sealed class StartLoadTests(SharedApp shared, ITestOutputHelper output)
{
    private const int Users = 3;

    [Fact]
    public Task RunAsync_ForNoTime_StartsOneCircuitForEachUser() => shared.Running.TestAsync(output, async limit =>
    {
        var run = await new StartLoad(Users, TimeSpan.Zero, TimeProvider.System).RunAsync(shared.Running.Address, limit);

        Assert.Equal(Users, run.Circuits);
        Assert.True(run.PerSecond > 0);
    });

    [Fact]
    public Task EnterAsync_OnTheAddressOfAReplica_IsWelcome() => shared.Running.TestAsync(output, async limit =>
    {
        var replica = shared.Running.App.GetEndpoint(shared.Running.ReplicaNames.First());
        await using var guest = new BoardGuest(replica, TimeProvider.System);

        await guest.EnterAsync(limit);
    });
}
