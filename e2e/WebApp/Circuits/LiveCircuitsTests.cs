using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.WebApp.Moves;
using BlazorAspire.Tests.WebApp.State;

namespace BlazorAspire.Tests.WebApp.Circuits;

public sealed class LiveCircuitsTests
{
    private readonly LiveCircuits _circuits = new();

    [Fact]
    public void Find_BySecret_GivesTheCircuitUntilItIsClosed()
    {
        var circuit = Open();
        _circuits.Register(circuit, "secret");
        Assert.Same(circuit, _circuits.Find("secret"));
        Assert.Null(_circuits.Find("other"));
        Assert.Null(_circuits.Find(null));

        _circuits.Closed(circuit);

        Assert.Null(_circuits.Find("secret"));
        Assert.Equal(0, _circuits.Count);
    }

    [Fact]
    public void Know_OfACircuitThatIsOverAlready_KeepsNothing()
    {
        var circuit = Open();
        _circuits.Closed(circuit);

        _circuits.Register(circuit, "secret");

        Assert.Null(_circuits.Find("secret"));
    }

    [Fact]
    public void NextChange_EndsWithEachEventOfACircuit()
    {
        var opened = _circuits.NextChange;
        var circuit = Open();
        var connected = _circuits.NextChange;
        _circuits.SetConnected(circuit, true);
        var closed = _circuits.NextChange;
        _circuits.Closed(circuit);

        Assert.All([opened, connected, closed], change => Assert.True(change.IsCompleted));
        Assert.False(_circuits.NextChange.IsCompleted);
        Assert.False(circuit.IsConnected);
    }

    [Fact]
    public void ConnectedAndWaiting_OverTheLifeOfTwoCircuits_AreCounted()
    {
        var (first, second) = (Open(), Open());
        Assert.Equal((0, 0), (_circuits.Connected, _circuits.Waiting));
        Array.ForEach([first, second], circuit =>
        {
            circuit.Page = new FakePage();
            _circuits.SetConnected(circuit, true);
        });
        Assert.Equal((2, 0), (_circuits.Connected, _circuits.Waiting));

        _circuits.SetConnected(first, false);
        Assert.Equal((1, 1), (_circuits.Connected, _circuits.Waiting));

        _circuits.Closed(first);
        Assert.Equal((1, 0), (_circuits.Connected, _circuits.Waiting));
    }

    [Fact]
    public void BelongsTo_AnotherBrowserUserOrNone_IsFalse()
    {
        var circuit = new LiveCircuit(Tabs.Of('a', "one", "anna"), 0);

        Assert.True(circuit.BelongsTo(Tabs.Of('b', "one", "anna")));
        Assert.False(circuit.BelongsTo(Tabs.Of('a', "two", "anna")));
        Assert.False(circuit.BelongsTo(Tabs.Of('a', "one", "bert")));
        Assert.False(circuit.BelongsTo(null));
        Assert.False(new LiveCircuit(null, 0).BelongsTo(Tabs.First));
    }

    private LiveCircuit Open()
    {
        var circuit = new LiveCircuit(Tabs.First, 0);
        _circuits.Opened(circuit);
        return circuit;
    }
}
