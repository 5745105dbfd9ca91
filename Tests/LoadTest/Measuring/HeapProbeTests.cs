using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class HeapProbeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Within this process, as the runtime would start it in another one.</summary>
    [Fact]
    public async Task ReadAsync_OfAProcessWithTheHook_GivesTheBytesInUseEachTime()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        var probe = new HeapProbe();
        var settings = probe.Settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        Assert.EndsWith("LoadTest.dll", settings["DOTNET_STARTUP_HOOKS"], StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(StartupHook.PortVariable, settings[StartupHook.PortVariable]);
        try
        {
            StartupHook.Initialize();
        }
        finally
        {
            Environment.SetEnvironmentVariable(StartupHook.PortVariable, null);
        }

        var before = await probe.ReadAsync(TimeProvider.System, limit.Token);
        var held = new byte[64 * 1024 * 1024];
        var after = await probe.ReadAsync(TimeProvider.System, limit.Token);

        // Other tests run in this process too, and use less than that.
        Assert.InRange(after - before, held.Length / 2, long.MaxValue);
        GC.KeepAlive(held);
    }

    [Fact]
    public async Task ReadAsync_OfAProcessWithoutTheHook_EndsWithTheReason()
    {
        var problem = await Assert.ThrowsAsync<MeasurementException>(() => new HeapProbe().ReadAsync(TimeProvider.System, CancellationToken.None));

        Assert.Contains("DOTNET_STARTUP_HOOKS", problem.Message, StringComparison.Ordinal);
    }
}
