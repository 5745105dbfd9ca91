namespace Embedded.Dashboard.Circuits;

/// <summary>What the app measures of its circuits, by name.</summary>
internal static class CircuitMeters
{
    public const string Circuits = "BlazorAspire.Circuits";
    public const string Gateway = "BlazorAspire.Gateway";
    public const string State = "BlazorAspire.State";

    public const string Open = "circuits.open";
    public const string Paused = "circuits.paused";
    public const string Memory = "circuits.memory";
    public const string RoundTrip = "circuits.round_trip.duration";
    public const string Lost = "circuits.lost";
    public const string Restored = "circuits.restored";
    public const string Resumed = "circuits.resumed";
    public const string Saves = "state.saves";
    public const string Moves = "gateway.users.moved";
}
