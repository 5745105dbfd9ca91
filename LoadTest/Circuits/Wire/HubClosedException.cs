namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>The connection to the hub is gone.</summary>
internal sealed class HubClosedException(string reason, Exception? inner = null) : Exception($"The connection to the circuit hub is closed: {reason}", inner);
