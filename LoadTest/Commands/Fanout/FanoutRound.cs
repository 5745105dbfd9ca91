namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <param name="Raw">Deliveries a second of the client alone.</param>
/// <param name="Hub">Deliveries a second through the hub.</param>
/// <param name="P50">Milliseconds through the hub, at half of its peak.</param>
/// <param name="P99">As the other.</param>
internal sealed record FanoutRound(double Raw, double Hub, double P50, double P99);
