namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>One hub message, as each protocol writes it.</summary>
internal sealed class Payloads : Dictionary<string, ReadOnlyMemory<byte>>
{
    public Payloads() : base(StringComparer.Ordinal)
    {
    }
}
