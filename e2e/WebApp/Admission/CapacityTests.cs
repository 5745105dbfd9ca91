using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Admission;

public sealed class CapacityTests
{
    private const long Megabyte = 1024 * 1024;
    private readonly LiveCircuits _circuits = new();
    private readonly FixedMemory _memory = new();

    [Fact]
    public void IsFull_WithoutLimits_NeverIs()
    {
        _memory.Bytes = long.MaxValue;
        _circuits.Opened(new LiveCircuit(null, 0));

        Assert.False(Of(new CapacityOptions()).IsFull);
    }

    [Fact]
    public void IsFull_AtTheLastPlace_IsAndEndsWithACircuit()
    {
        var capacity = Of(new CapacityOptions { Max = 2 });
        var (first, second) = (new LiveCircuit(null, 0), new LiveCircuit(null, 0));
        _circuits.Opened(first);
        Assert.False(capacity.IsFull);

        _circuits.Opened(second);
        Assert.True(capacity.IsFull);

        _circuits.Closed(first);
        Assert.False(capacity.IsFull);
    }

    [Fact]
    public void IsFull_OutOfMemory_StaysUntilThereIsRoomAgain()
    {
        var capacity = Of(new CapacityOptions { MaxMemory = 100 * Megabyte });
        _memory.Bytes = 100 * Megabyte;
        Assert.True(capacity.IsFull);

        _memory.Bytes = 95 * Megabyte;
        Assert.True(capacity.IsFull);

        _memory.Bytes = 89 * Megabyte;
        Assert.False(capacity.IsFull);

        _memory.Bytes = 95 * Megabyte;
        Assert.False(capacity.IsFull);
    }

    [Fact]
    public void IsFull_OutOfMemory_CollectsNothing()
    {
        var capacity = Of(new CapacityOptions { MaxMemory = 100 * Megabyte });
        (_memory.Bytes, _memory.Unused) = (150 * Megabyte, 70 * Megabyte);

        Assert.True(capacity.IsFull);
        Assert.Equal(0, _memory.Trims);
    }

    [Fact]
    public void Trimmer_OfMemoryThatNobodyUses_GivesItBack()
    {
        var (capacity, trimmer) = OutOfMemory();
        _memory.Unused = 70 * Megabyte;

        trimmer.Look();

        Assert.False(capacity.IsFull);
        Assert.Equal(1, _memory.Trims);
    }

    [Fact]
    public void Trimmer_WhileTheSameUsersStay_DoesNotStopThemAgain()
    {
        var (_, trimmer) = OutOfMemory(users: 10);
        trimmer.Look();
        trimmer.Look();
        Assert.Equal(1, _memory.Trims);

        foreach (var circuit in _circuits.All.Take(2).ToList())
        {
            _circuits.Closed(circuit);
        }

        trimmer.Look();
        trimmer.Look();
        Assert.Equal(2, _memory.Trims);
    }

    [Fact]
    public void Trimmer_AfterFiveMinutesOutOfMemory_TriesAnyway()
    {
        var (_, trimmer) = OutOfMemory(users: 10);
        trimmer.Look();

        for (var left = TimeSpan.FromMinutes(5); left > TimeSpan.Zero; left -= MemoryTrimmer.Interval)
        {
            Assert.Equal(1, _memory.Trims);
            trimmer.Look();
        }

        Assert.Equal(2, _memory.Trims);
    }

    [Fact]
    public void Trimmer_WithMemoryToSpare_CollectsNothing()
    {
        _memory.Bytes = 99 * Megabyte;

        TrimmerOf(Of(new CapacityOptions { MaxMemory = 100 * Megabyte })).Look();

        Assert.Equal(0, _memory.Trims);
    }

    [Theory]
    [InlineData(-1, 0, "Circuits:Max is -1. Use a number from 1 to 1000000, or 0 for no limit.")]
    [InlineData(2_000_000, 0, "Circuits:Max is 2000000. Use a number from 1 to 1000000, or 0 for no limit.")]
    [InlineData(0, 1000, "Circuits:MaxMemory is 1000 bytes. Use at least 67108864, which the app takes without users, or 0 for no limit.")]
    [InlineData(0, -5, "Circuits:MaxMemory is -5 bytes. Use at least 67108864, which the app takes without users, or 0 for no limit.")]
    [InlineData(0, 0, null)]
    [InlineData(500, 67108864, null)]
    public void FindProblem_NamesTheSettingAndTheRange(int max, long memory, string? text) =>
        Assert.Equal(text, CapacityOptions.FindProblem(new CapacityOptions { Max = max, MaxMemory = memory }));

    [Theory]
    [InlineData(-1, "Circuits:MaxDisconnected is -1. Use a number from 0 to 1000000, such as 5000.")]
    [InlineData(0, null)]
    public void FindProblem_OfMaxDisconnected_NamesTheSettingAndTheRange(int most, string? text) =>
        Assert.Equal(text, CapacityOptions.FindProblem(new CapacityOptions { MaxDisconnected = most }));

    private Capacity Of(CapacityOptions options) => new(_circuits, Options.Create(options), _memory);

    private MemoryTrimmer TrimmerOf(Capacity capacity) => new(capacity, _circuits, _memory, Options.Create(new CapacityOptions()), TimeProvider.System);

    private (Capacity Capacity, MemoryTrimmer Trimmer) OutOfMemory(int users = 0)
    {
        var capacity = Of(new CapacityOptions { MaxMemory = 100 * Megabyte });
        _memory.Bytes = 150 * Megabyte;
        for (var user = 0; user < users; user++)
        {
            _circuits.Opened(new LiveCircuit(null, 0));
        }

        return (capacity, TrimmerOf(capacity));
    }
}
