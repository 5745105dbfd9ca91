using BlazorAspire.LoadTest.Commands.Gateway;

namespace BlazorAspire.Tests.LoadTest.Commands.Gateway;

public sealed class RoutingBookTests
{
    private readonly RoutingBook _book = new();

    [Theory]
    [InlineData(LifeState.Serving, RoutingStep.Negotiate, true)]
    [InlineData(LifeState.Serving, RoutingStep.WebSocket, true)]
    [InlineData(LifeState.Draining, RoutingStep.Negotiate, false)]
    [InlineData(LifeState.Draining, RoutingStep.Disconnect, true)]
    [InlineData(LifeState.Gone, RoutingStep.WebSocket, false)]
    internal void Came_ToAnother_IsAMisrouteWhileItsOwnCouldServeIt(LifeState state, RoutingStep step, bool isMisroute)
    {
        var (own, other) = (_book.Begin("webapp-1"), _book.Begin("webapp-2"));
        own.State = state;

        _book.Came(step, own.Id, other);

        Assert.Equal(isMisroute ? [$"{step} of webapp-1:1 came to webapp-2:2"] : [], _book.Misroutes);
    }

    [Fact]
    public void Came_ToItsOwn_IsNoMisroute()
    {
        var own = _book.Begin("webapp-1");

        _book.Came(RoutingStep.WebSocket, own.Id, own);

        Assert.Empty(_book.Misroutes);
    }
}
