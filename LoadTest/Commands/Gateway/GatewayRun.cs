namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>What one round gave for one arm.</summary>
/// <param name="ClicksPerSecond">Of users who click without a pause.</param>
/// <param name="DoorMicroseconds">Processor time of the proxy for each of these clicks.</param>
/// <param name="ClientMicroseconds">Processor time of this program for each of these clicks.</param>
/// <param name="ReplicaMicroseconds">Processor time of the replica for each of these clicks.</param>
/// <param name="P50">Milliseconds of a click at the fixed rate, from when it was due.</param>
/// <param name="P99">As the one before.</param>
/// <param name="StartsPerSecond">Circuits started a second by users who open a page and leave it.</param>
internal sealed record GatewayRun(
    double ClicksPerSecond, double DoorMicroseconds, double ClientMicroseconds, double ReplicaMicroseconds, double P50, double P99, double StartsPerSecond);
