using BlazorAspire.Circuits.Moves;
using Microsoft.JSInterop;

namespace BlazorAspire.Tests.WebApp.Moves;

public sealed class PageMoverTests : IDisposable
{
    private readonly MoveWorld _world = new();

    [Fact]
    public async Task Move_OfAConnectedPage_AsksItAndRemembersWhereItGoes()
    {
        var (circuit, page) = _world.Open('a');

        Assert.True(await _world.Mover.MoveAsync(circuit, MoveReason.Version, ["webapp-2"]));

        Assert.Equal("version", await page.AskedAsync());
        Assert.Equal(["webapp-2"], _world.Moves.Take(circuit.Identity!));
        Assert.Null(_world.Moves.Take(circuit.Identity!));
    }

    [Fact]
    public async Task Move_WithoutAConnection_DoesNothing()
    {
        var (circuit, page) = _world.Open('a');
        _world.Circuits.SetConnected(circuit, false);

        Assert.False(await _world.Mover.MoveAsync(circuit, MoveReason.Drain));
        Assert.False(page.WasAsked);
    }

    [Fact]
    public async Task Move_PageWithAnotherScript_IsNoFault()
    {
        var (circuit, _) = _world.Open('a', new JSException("BlazorAspirePage is undefined"));

        Assert.False(await _world.Mover.MoveAsync(circuit, MoveReason.Drain));
    }

    [Fact]
    public void Take_AfterHalfAMinute_IsForgotten()
    {
        var (circuit, _) = _world.Open('a');
        _world.Moves.Add(circuit.Identity!, ["webapp-2"]);

        _world.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Null(_world.Moves.Take(circuit.Identity!));
    }

    public void Dispose() => _world.Dispose();
}
