namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>SignalR's own client for JavaScript, taken from the npm registry for the time of the tests.</summary>
public sealed class NpmClient : IAsyncLifetime
{
    private const string Package = "@microsoft/signalr@10.0.11";

    private const string Script = """
        import signalR from '@microsoft/signalr';

        const [address, transport] = process.argv.slice(2);
        const connect = async () => {
            const connection = new signalR.HubConnectionBuilder()
                .withUrl(address, { transport: signalR.HttpTransportType[transport] }).configureLogging(signalR.LogLevel.Warning).build();
            connection.on('asked', question => `${question}!`);
            connection.heard = new Promise(heard => connection.on('said', heard));
            await connection.start();
            return connection;
        };
        const one = await connect();
        const two = await connect();
        const who = await one.invoke('Who');
        await two.invoke('Join', 'g');
        await one.invoke('Group', 'g', 'Grüße 🎈');
        const said = await two.heard;
        const answer = await one.invoke('Ask', two.connectionId, 'well?');
        const items = [];
        await new Promise((complete, error) => one.stream('Count', 3).subscribe({ next: item => items.push(item), complete, error }));
        await one.stop();
        await two.stop();
        console.log(`result: ${JSON.stringify([who, said, answer, items])}`);
        process.exit(0);
        """;

    private NpmFolder? _folder;

    public async Task InitializeAsync() => _folder = await NpmFolder.InstallAsync(Package);

    public Task DisposeAsync()
    {
        _folder?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What two clients were answered and told. Without Node.js, or a registry, the test is skipped, on a build server as well: Node.js is no part of this project.</summary>
    internal async Task<string> RunAsync(Uri hub, string transport)
    {
        Skip.If(_folder is null, $"{Package} could not be had from npm. Install Node.js to run this check.");
        var run = await _folder!.RunAsync(Script, hub.ToString(), transport);
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output;
    }
}
