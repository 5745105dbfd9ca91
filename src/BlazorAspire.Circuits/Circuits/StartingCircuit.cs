namespace BlazorAspire.Circuits.Circuits;

/// <summary>The circuit that the current hub call starts, for the services that are made within that call.</summary>
internal static class StartingCircuit
{
    private static readonly AsyncLocal<LiveCircuit?> Value = new();

    public static LiveCircuit? Current
    {
        get => Value.Value;
        set => Value.Value = value;
    }
}
