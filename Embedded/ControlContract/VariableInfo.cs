namespace Embedded.ControlContract;

/// <param name="Name">The environment variable.</param>
/// <param name="Value">Its value; null where that is a secret, which has to be asked for.</param>
internal sealed record VariableInfo(string Name, string? Value);
