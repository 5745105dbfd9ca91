namespace BlazorAspire.LoadTest.Circuits;

/// <summary>What the circuit hub made of a call: a result, or an error.</summary>
/// <param name="Result">Null, a bool or a string.</param>
/// <param name="Error">What the hub answered, or how it ended the connection; null when the call worked.</param>
internal sealed record HubAnswer(object? Result, string? Error)
{
    public bool Worked => Error is null;
}
