using System.Globalization;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>SignalR's own client for JavaScript, taken from the npm registry for the time of the tests.</summary>
public sealed class NpmClient : IAsyncLifetime
{
    private const string Package = "@microsoft/signalr@10.0.11";
    private const string MessagePackPackage = "@microsoft/signalr-protocol-msgpack@10.0.11";

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

    private const string Chat = """
        import signalR from '@microsoft/signalr';
        import messagePack from '@microsoft/signalr-protocol-msgpack';

        const [address, protocol, count] = process.argv.slice(2);
        const builder = new signalR.HubConnectionBuilder().withUrl(address, { transport: signalR.HttpTransportType.WebSockets })
            .configureLogging(signalR.LogLevel.Warning).withStatefulReconnect();
        const connection = (protocol === 'messagepack' ? builder.withHubProtocol(new messagePack.MessagePackHubProtocol()) : builder).build();
        const heard = [];
        const all = new Promise((resolve, reject) => {
            connection.on('said', text => { if (heard.push(text) === +count) resolve(); });
            connection.onclose(reject);
        });
        await connection.start();
        const id = connection.connectionId;
        for (let i = 0; i < count; i++) await connection.send('Caller', `echo ${i}`);
        await all;
        await connection.invoke('Who');
        const inOrder = heard.every((text, i) => text === `echo ${i}`) && heard.length === +count;
        console.log(`result: ${inOrder ? 'all in order' : heard.join()}, ${connection.connectionId === id ? 'same id' : 'another id'}`);
        await connection.stop().catch(() => { });
        process.exit(0);
        """;

    private NpmFolder? _folder;

    public async Task InitializeAsync() => _folder = await NpmFolder.InstallAsync(Package, MessagePackPackage);

    public Task DisposeAsync()
    {
        _folder?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What two clients were answered and told. Without Node.js, or a registry, the test is skipped, on a build server as well: Node.js is no part of this project.</summary>
    internal Task<string> RunAsync(Uri hub, string transport) => RunAsync(Script, hub.ToString(), transport);

    /// <summary>Whether a client with stateful reconnect heard all of its own messages.</summary>
    internal Task<string> ChatAsync(Uri hub, string protocol, int messages) => RunAsync(Chat, hub.ToString(), protocol, messages.ToString(CultureInfo.InvariantCulture));

    private async Task<string> RunAsync(string script, params string[] arguments)
    {
        Skip.If(_folder is null, $"{Package} could not be had from npm. Install Node.js to run this check.");
        var run = await _folder!.RunAsync(script, arguments);
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output;
    }
}
