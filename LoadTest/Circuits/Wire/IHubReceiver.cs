namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>Acts on what the server calls.</summary>
internal interface IHubReceiver
{
    /// <summary>Called in the order of the calls, one at a time. The result goes back to a server that waits for one.</summary>
    ValueTask<object?> ReceiveAsync(HubConnection from, HubMessage.Invocation call);
}
