using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>Fills one server step by step.</summary>
internal sealed class GrowthRun(IReadOnlyList<int> steps, TimeProvider time)
{
    private const int WarmUp = 100;

    public async Task<IReadOnlyList<GrowthStep>> RunAsync(GrowthServer server, CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken);
        await WarmUpAsync(server, cancellationToken);
        var empty = await server.HeapAsync(cancellationToken);

        await using var crowd = new GrowingCrowd(server.Address, time);
        var measured = new List<GrowthStep>();
        foreach (var circuits in steps)
        {
            var opening = await crowd.GrowAsync(circuits, cancellationToken);
            var clicks = await crowd.ClickAsync(cancellationToken);
            var resident = server.Resident;
            var heap = await server.HeapAsync(cancellationToken) - empty;
            measured.Add(new GrowthStep(circuits, opening, Percentile.Of(clicks, 50), (double)heap / circuits, resident));
        }
        return measured;
    }

    /// <summary>At first code is compiled, and what is kept once for all circuits is made.</summary>
    private async Task WarmUpAsync(GrowthServer server, CancellationToken cancellationToken)
    {
        await using var crowd = new GrowingCrowd(server.Address, time);
        await crowd.GrowAsync(WarmUp, cancellationToken);
        await crowd.ClickAsync(cancellationToken);
    }
}
