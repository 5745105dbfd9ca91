namespace BlazorAspire.Circuits.Circuits;

/// <summary>What stands between a circuit and its page, whichever way the hub's messages go.</summary>
internal sealed class CircuitSender(LiveCircuits circuits, TimeProvider time)
{
    private const string SaveInBrowser = "JS.SavePersistedState";

    /// <summary>In order, and a render batch only when the state that it shows is saved. What belongs to no circuit passes.</summary>
    public Task SendAsync(string connectionId, string methodName, object?[] args, Func<Task> send) =>
        circuits.OutputOf(connectionId) is { } output ? output.SendAsync(methodName, () => SendAsync(output, methodName, args, send)) : send();

    /// <summary>What a browser holds it can show again, and again. The framework keeps a paused circuit in the cache when the browser does not.</summary>
    public static bool Refuses<T>(string methodName) => methodName == SaveInBrowser && typeof(T) == typeof(bool);

    public void Disconnected(string connectionId) => circuits.Disconnect(connectionId);

    private Task SendAsync(CircuitOutput output, string methodName, object?[] args, Func<Task> send)
    {
        if (methodName == CircuitOutput.RenderBatch && args is [long batch, ..])
        {
            output.Clock.Sent(batch, time.GetTimestamp());
        }

        return send();
    }
}
