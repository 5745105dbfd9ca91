namespace BlazorAspire.Circuits.Circuits;

/// <summary>With this another replica builds a circuit again whose process has died, and its page stays. In the form of the framework's PersistedCircuitState.</summary>
/// <param name="RootComponents">The root components that the page shows, as JSON by their number.</param>
/// <param name="ApplicationState">What goes with them, by name. The state of components is not in it: it was known to their circuit only. Null where the framework had nothing.</param>
internal sealed record ResumableCircuit(byte[] RootComponents, Dictionary<string, byte[]>? ApplicationState);
