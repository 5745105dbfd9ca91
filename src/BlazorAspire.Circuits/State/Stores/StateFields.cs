namespace BlazorAspire.Circuits.State.Stores;

/// <summary>Sealed values by hashed name.</summary>
internal sealed class StateFields : Dictionary<string, byte[]>
{
    public StateFields() : base(StringComparer.Ordinal)
    {
    }
}
