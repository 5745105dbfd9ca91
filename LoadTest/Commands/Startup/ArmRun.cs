namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>What one run of an arm gave: how long it took to be up, and the memory of its processes at that moment.</summary>
internal sealed record ArmRun(TimeSpan Elapsed, IReadOnlyList<NamedMemory> Memory);
