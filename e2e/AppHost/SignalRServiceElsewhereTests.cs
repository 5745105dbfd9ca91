using BlazorAspire.Tests.SignalREmulator.Support;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>An Azure SignalR Service that this app does not start.</summary>
public sealed class SignalRServiceElsewhereTests(ITestOutputHelper output)
{
    [Fact]
    public async Task App_WithAConnectionString_StartsNoEmulatorAndItsHubsConnectThere()
    {
        await using var elsewhere = await RunningEmulator.StartAsync();

        await using var app = await RunningApp.StartAsync("--replicas", "1", "--backplane", "azure-signalr", $"--ConnectionStrings:signalr={elsewhere.ConnectionString}");

        await app.TestAsync(output, async limit =>
        {
            Assert.DoesNotContain("signalr", app.ResourceNames);
            await elsewhere.WhenServersAsync("componenthub", servers => servers.Count == 1, limit);
        });
    }
}
