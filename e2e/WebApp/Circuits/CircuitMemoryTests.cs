using BlazorAspire.Circuits.Circuits;

namespace BlazorAspire.Tests.WebApp.Circuits;

public class CircuitMemoryTests
{
    private const long Megabyte = 1024 * 1024;
    private readonly CircuitMemory _memory = new();

    [Fact]
    public void PerCircuit_AfterTheFirstUsers_LeavesOutWhatTheyBroughtForAll()
    {
        _memory.PerCircuit(0, collection: 1, bytes: 20 * Megabyte);
        _memory.PerCircuit(2, collection: 2, bytes: 30 * Megabyte);

        Assert.Equal(100 * 1024, _memory.PerCircuit(12, collection: 3, bytes: (30 * Megabyte) + (10 * 100 * 1024)));
    }

    [Fact]
    public void PerCircuit_OfManyWhoCameAtOnce_IsToldFromFiftyOn()
    {
        _memory.PerCircuit(0, collection: 1, bytes: 20 * Megabyte);

        Assert.Null(_memory.PerCircuit(49, collection: 2, bytes: 69 * Megabyte));
        Assert.Equal(Megabyte, new CircuitMemory().After(0, 1, 20 * Megabyte).PerCircuit(50, collection: 2, bytes: 70 * Megabyte));
    }

    [Fact]
    public void PerCircuit_WithoutACollectionSince_IsNotKnown()
    {
        _memory.PerCircuit(0, collection: 1, bytes: 20 * Megabyte);

        Assert.Null(_memory.PerCircuit(60, collection: 1, bytes: 20 * Megabyte));
    }

    [Fact]
    public void PerCircuit_BetweenCollections_StaysAsItWasFound()
    {
        _memory.PerCircuit(0, collection: 1, bytes: 20 * Megabyte);
        var found = _memory.PerCircuit(50, collection: 2, bytes: 70 * Megabyte);

        Assert.Equal(found, _memory.PerCircuit(500, collection: 2, bytes: 70 * Megabyte));
    }

    [Fact]
    public void IsStale_WhenManyHaveComeOrGoneSinceTheLastCollection_Is()
    {
        Assert.True(_memory.IsStale(0));
        _memory.PerCircuit(0, collection: 1, bytes: 20 * Megabyte);
        Assert.Equal((false, true), (_memory.IsStale(9), _memory.IsStale(10)));

        _memory.PerCircuit(1000, collection: 2, bytes: 120 * Megabyte);
        Assert.Equal((false, true, false, true), (_memory.IsStale(1099), _memory.IsStale(1100), _memory.IsStale(901), _memory.IsStale(900)));
    }

    [Fact]
    public void PerCircuit_WhenUsersHaveLeft_ComparesWithThatTime()
    {
        _memory.PerCircuit(0, collection: 1, bytes: 20 * Megabyte);
        _memory.PerCircuit(5, collection: 2, bytes: 40 * Megabyte);
        _memory.PerCircuit(0, collection: 3, bytes: 35 * Megabyte);

        Assert.Equal(200 * 1024, _memory.PerCircuit(10, collection: 4, bytes: (35 * Megabyte) + (10 * 200 * 1024)));
    }
}

file static class Samples
{
    public static CircuitMemory After(this CircuitMemory memory, int circuits, long collection, long bytes)
    {
        memory.PerCircuit(circuits, collection, bytes);
        return memory;
    }
}
