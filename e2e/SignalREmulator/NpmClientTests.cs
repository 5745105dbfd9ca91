using BlazorAspire.Tests.SignalREmulator.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The real client in JavaScript, on a hub of two app servers through the emulator.</summary>
public sealed class NpmClientTests(NpmClient npm) : EmulatorTest, IClassFixture<NpmClient>
{
    [SkippableTheory]
    [InlineData("WebSockets")]
    [InlineData("ServerSentEvents")]
    [InlineData("LongPolling")]
    public async Task Hub_OverEachTransport_CallsAndIsCalledStreamsAndAsks(string transport)
    {
        await using var server = await ChatServer.StartAsync(Emulator, Limit, options => options.MaxPollIntervalInSeconds = 30);
        await using var other = await ChatServer.StartAsync(Emulator, Limit);

        var output = await npm.RunAsync(new Uri(server.Http.BaseAddress!, $"{ChatServer.Path}?room=7"), transport);

        Assert.Contains("""result: ["|False|/chat|7","Grüße 🎈","well?!",[1,2,3]]""", output, StringComparison.Ordinal);
    }
}
