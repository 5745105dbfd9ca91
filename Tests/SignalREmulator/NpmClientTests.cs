using BlazorAspire.Tests.SignalREmulator.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The real client in JavaScript, on an ordinary hub of two app servers through the emulator.</summary>
public sealed class NpmClientTests(NpmClient npm) : IClassFixture<NpmClient>, IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private RunningEmulator _emulator = null!;

    public async Task InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [SkippableTheory]
    [InlineData("WebSockets")]
    [InlineData("ServerSentEvents")]
    [InlineData("LongPolling")]
    public async Task Hub_OverEachTransport_CallsAndIsCalledStreamsAndAsks(string transport)
    {
        await using var server = await ChatServer.StartAsync(_emulator, _limit.Token, options => options.MaxPollIntervalInSeconds = 30);
        await using var other = await ChatServer.StartAsync(_emulator, _limit.Token);

        var output = await npm.RunAsync(new Uri(server.Http.BaseAddress!, $"{ChatServer.Path}?room=7"), transport);

        Assert.Contains("""result: ["|False|/chat|7","Grüße 🎈","well?!",[1,2,3]]""", output, StringComparison.Ordinal);
    }
}
