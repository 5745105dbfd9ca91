using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Embedded.SignalR.Redis;
using Embedded.SignalR.Redis.Clients;
using Embedded.SignalR.Redis.Wire;
using Embedded.Tests.Hosting;
using Embedded.Tests.SignalR.Redis.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Tests.SignalR.Redis.Clients;

public sealed class LocalClientsTests : IDisposable
{
    private static readonly BackplaneLimits Limits = new() { WaitingForClient = 4 };
    private readonly ManualTime _time = new();
    private readonly ServerLog _log = new();
    private readonly Counted _counted = new();
    private readonly BackplaneReport _report;
    private readonly LocalClients _clients;

    public LocalClientsTests()
    {
        _report = new BackplaneReport("hub", _log);
        _clients = new LocalClients(Limits, _report, _time);
    }

    [Fact]
    public async Task Deliver_ToAClientThatDoesNotRead_HoldsTheOthersOnceAndThenDrops()
    {
        Add("stuck", pauseAt: 1);
        var reader = Add("reader", pauseAt: 0);
        // Each waits, and they are fewer than may wait.
        for (var i = 1; i < Limits.WaitingForClient; i++)
        {
            Assert.True(Deliver().IsCompleted);
        }

        var held = Deliver();
        Assert.False(held.IsCompleted);
        _time.Advance(Limits.Room);
        await held;
        Assert.True(Deliver().IsCompleted);

        Assert.Equal(1, _counted["dropped"]);
        Assert.Single(_log.Of(7));
        Assert.Equal(Limits.WaitingForClient + 1, Read(reader));
    }

    [Fact]
    public async Task Deliver_ToAClientThatReadsAgain_GoesOn()
    {
        var slow = Add("slow", pauseAt: 1);
        for (var i = 1; i < Limits.WaitingForClient; i++)
        {
            Assert.True(Deliver().IsCompleted);
        }

        var held = Deliver();
        Assert.False(held.IsCompleted);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Limit.Token());
        var reading = ReadAllAsync(slow, stopping.Token);

        await held.WaitAsync(stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(0, _counted["dropped"]);
        Assert.Empty(_log.Of(7));
    }

    [Fact]
    public async Task Write_OfAMessage_IsOnceForEachProtocol()
    {
        var (json, other) = (new CountingProtocol("json"), new CountingProtocol("other"));
        Add("one", 0);
        Add("two", 0);
        Add("three", 0);

        var payload = new HubSerializer([json, other]).Write(null, "Message", ["text"]);
        var delivery = (Delivery)MessageCodec.Read(MessageCodec.Write(new Delivery(Audience.All, payload)));
        await _clients.DeliverAsync(Audience.All, payload);
        await _clients.DeliverAsync(delivery.Audience, delivery.Payload);

        Assert.Equal((1, 1), (json.Written, other.Written));
    }

    [Fact]
    public void ChangeGroup_OfAClientThatIsGone_LeavesNothingBehind()
    {
        var connection = Connection("gone", 0, out _);
        _clients.Add(connection);
        var client = _clients.Find("gone")!;
        _clients.ChangeGroup(client, "before", joins: true);
        Assert.Equal(1, _clients.Groups);

        _clients.Remove(connection);
        _clients.ChangeGroup(client, "after", joins: true);

        Assert.Equal(0, _clients.Groups);
    }

    public void Dispose()
    {
        _report.Dispose();
        _counted.Dispose();
        _log.Dispose();
    }

    private Task Deliver() => _clients.DeliverAsync(Audience.All, [new SerializedMessage("json", new byte[] { (byte)'!' })]).AsTask();

    private static int Read(PipeReader reader)
    {
        Assert.True(reader.TryRead(out var result));
        return Count(result.Buffer);
    }

    private static async Task ReadAllAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            reader.AdvanceTo((await reader.ReadAsync(cancellationToken)).Buffer.End);
        }
    }

    private static int Count(ReadOnlySequence<byte> buffer) => Encoding.UTF8.GetString(buffer).Count(letter => letter == '!');

    private PipeReader Add(string id, int pauseAt)
    {
        _clients.Add(Connection(id, pauseAt, out var read));
        return read;
    }

    private static HubConnectionContext Connection(string id, int pauseAt, out PipeReader read)
    {
        var toClient = new Pipe(new PipeOptions(pauseWriterThreshold: pauseAt, resumeWriterThreshold: pauseAt == 0 ? -1 : 1, useSynchronizationContext: false));
        read = toClient.Reader;
        var transport = new Duplex(new Pipe().Reader, toClient.Writer);
        return new HubConnectionContext(new DefaultConnectionContext(id, transport, transport), new HubConnectionContextOptions(), NullLoggerFactory.Instance)
        {
            Protocol = new CountingProtocol("json"),
        };
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }

    private sealed class CountingProtocol(string name) : IHubProtocol
    {
        private readonly JsonHubProtocol _json = new();

        public int Written { get; private set; }

        public string Name { get; } = name;

        public int Version => 1;

        public TransferFormat TransferFormat => TransferFormat.Text;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
        {
            Written++;
            return _json.GetMessageBytes(message);
        }

        public bool IsVersionSupported(int version) => true;

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubMessage? message) =>
            _json.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);
    }
}
