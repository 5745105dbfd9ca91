using BlazorAspire.Tests.SignalREmulator.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>An emulator and a limit of time for each test.</summary>
public abstract class EmulatorTest : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);

    private protected RunningEmulator Emulator { get; private set; } = null!;

    private protected CancellationToken Limit => _limit.Token;

    public virtual async Task InitializeAsync() => Emulator = await StartAsync();

    public virtual async Task DisposeAsync() => await Emulator.DisposeAsync();

    public void Dispose()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<RunningEmulator> StartAsync() => RunningEmulator.StartAsync();
}
