namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What the load itself took of the machine, so that a reader knows whether it was the limit.</summary>
/// <param name="Cores">Processor time for each second of the measurement.</param>
/// <param name="KilobytesPerCircuit">Resident memory that came with the circuits, for each of those open at the end; null without any.</param>
/// <param name="LiveKilobytesPerCircuit">Of it what is no garbage.</param>
internal sealed record ClientUse(double Cores, double? KilobytesPerCircuit, double? LiveKilobytesPerCircuit);
