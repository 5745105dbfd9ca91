namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>What travels between a page and the circuit hub.</summary>
internal abstract record HubMessage
{
    /// <summary>A call. With an id its sender waits for the completion of that id.</summary>
    internal sealed record Invocation(string? Id, string Target, IReadOnlyList<object?> Arguments) : HubMessage;

    internal sealed record Completion(string Id, string? Error, object? Result) : HubMessage;

    internal sealed record Ping : HubMessage;

    internal sealed record Close(string? Error) : HubMessage;

    /// <summary>Of a kind that the circuit hub does not send.</summary>
    internal sealed record Unknown(long Kind) : HubMessage;
}
