using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.WebApp.State;

namespace BlazorAspire.Tests.WebApp.Circuits;

public sealed class CircuitOutputTests : IDisposable
{
    private const string RenderBatch = "JS.RenderBatch";
    private readonly StateWorld _world = new();
    private readonly List<string> _sent = [];

    [Fact]
    public async Task Send_OfABatchWithAChange_LeavesOnlyWhenItIsSaved()
    {
        var (output, page) = await OpenAsync();
        _world.Store.Hold();
        page.Count = 1;

        var sending = output.SendAsync(RenderBatch, Send("batch"));

        await _world.Store.WriteBeganAsync();
        Assert.Empty(_sent);
        _world.Store.Release();
        await sending;
        Assert.Equal(["batch"], _sent);
    }

    [Fact]
    public async Task Send_OfAnythingAfterAHeldBatch_KeepsItsPlace()
    {
        var (output, page) = await OpenAsync();
        _world.Store.Hold();
        page.Count = 1;

        var sends = new[]
        {
            output.SendAsync(RenderBatch, Send("first")),
            output.SendAsync("JS.BeginInvokeJS", Send("call")),
            output.SendAsync(RenderBatch, Send("second")),
        };

        Assert.Empty(_sent);
        _world.Store.Release();
        await Task.WhenAll(sends);
        Assert.Equal(["first", "call", "second"], _sent);
    }

    [Fact]
    public async Task Send_AfterOneThatFailed_GoesOn()
    {
        var (output, page) = await OpenAsync();
        _world.Store.Hold();
        page.Count = 1;
        var failing = output.SendAsync(RenderBatch, () => throw new IOException("closed"));
        var next = output.SendAsync(RenderBatch, Send("next"));

        _world.Store.Release();

        await Assert.ThrowsAsync<IOException>(() => failing);
        await next;
        Assert.Equal(["next"], _sent);
    }

    [Fact]
    public async Task Send_StoreIsLate_LeavesAfterTheLimit()
    {
        var (output, page) = await OpenAsync();
        _world.Store.Hold();
        page.Count = 1;
        var sending = output.SendAsync(RenderBatch, Send("batch"));

        _world.Time.Advance(_world.Options.HoldLimit);

        await sending;
        Assert.Equal(["batch"], _sent);
    }

    [Fact]
    public async Task Send_WithoutState_PassesAtOnce()
    {
        await new CircuitOutput(new LiveCircuit(null, 0)).SendAsync(RenderBatch, Send("batch"));

        Assert.Equal(["batch"], _sent);
    }

    public void Dispose() => _world.Dispose();

    private async Task<(CircuitOutput Output, CounterPage Page)> OpenAsync()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        return (new CircuitOutput(new LiveCircuit(Tabs.First, 0) { State = session }), page);
    }

    private Func<Task> Send(string what) => () =>
    {
        _sent.Add(what);
        return Task.CompletedTask;
    };
}
