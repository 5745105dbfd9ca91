namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>Acts on what the server calls.</summary>
internal interface IHubReceiver
{
    /// <summary>Called in the order of the calls, one at a time. The result goes back to a server that waits for one.</summary>
    /// <exception cref="HubException">The server that waits gets this error instead of a result.</exception>
    ValueTask<object?> ReceiveAsync(HubConnection from, HubMessage.Invocation call);
}
