namespace BlazorAspire.LoadTest.Measuring;

/// <summary>The memory of one process, in bytes.</summary>
/// <param name="Resident">What is in physical memory, pages shared with other processes included.</param>
/// <param name="Proportional">The same with each shared page divided among its sharers; only Linux tells.</param>
internal readonly record struct MemorySample(long Resident, long? Proportional);
