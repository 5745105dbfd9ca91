namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>The hub answered a call with an error.</summary>
internal sealed class HubException(string message) : Exception(message);
