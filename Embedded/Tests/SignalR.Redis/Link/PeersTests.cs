using Embedded.SignalR.Redis.Link;
using Embedded.SignalR.Redis.Wire;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.SignalR.Redis.Link;

public sealed class PeersTests
{
    private static readonly Guid Server = Guid.NewGuid();
    private readonly ManualTime _time = new();
    private readonly Peers _peers;

    public PeersTests() => _peers = new Peers(_time);

    [Fact]
    public void Heard_OfNumbersThatDoNotFollow_CountsThoseBetween()
    {
        Assert.Equal((0, true), Hear(100, 2));
        Assert.Equal((0, false), Hear(102, 1));
        Assert.Equal((7, false), Hear(110, 1));
        Assert.Equal((0, false), Hear(111, 0));
        Assert.Equal((3, false), Hear(114, 0));
        // Late, and already counted.
        Assert.Equal((0, false), Hear(104, 1));
        Assert.Equal((0, false), Hear(114, 1));
    }

    [Fact]
    public void Heard_AfterAGoodBye_IsANewServer()
    {
        Hear(1, 1);
        Assert.Equal((4, false), Hear(6, 0, isLast: true));

        Assert.Equal((0, true), Hear(50, 1));
    }

    [Fact]
    public void FallenSilent_AfterTheLimit_TellsOnceUntilHeardAgain()
    {
        var limit = TimeSpan.FromSeconds(5);
        Hear(1, 1);
        Assert.Empty(_peers.FallenSilent(limit));

        _time.Advance(limit);
        Assert.Equal([Server], _peers.FallenSilent(limit));
        Assert.Empty(_peers.FallenSilent(limit));

        Assert.Equal((1, false), Hear(3, 1));
        _time.Advance(limit);
        Assert.Equal([Server], _peers.FallenSilent(limit));
    }

    private (long Missed, bool IsNew) Hear(ulong first, int messages, bool isLast = false)
    {
        var missed = _peers.Heard(new Frame(Server, isLast, first, new ReadOnlyMemory<byte>[messages]), out var isNew);
        return (missed, isNew);
    }
}
