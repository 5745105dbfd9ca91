namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Resident memory of the processes of the app, all together.</summary>
/// <param name="FromMegabytes">Before the first user came.</param>
/// <param name="ToMegabytes">At the end, while the circuits were open.</param>
/// <param name="KilobytesPerCircuit">What came with the circuits, for each of those open at the end; null without any.</param>
/// <param name="Problem">Why it is not known, as a part of a sentence; null where it is.</param>
internal sealed record ServerUse(int Processes, double? FromMegabytes, double? ToMegabytes, double? KilobytesPerCircuit, string? Problem);
