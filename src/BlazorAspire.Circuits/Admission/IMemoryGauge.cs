namespace BlazorAspire.Circuits.Admission;

internal interface IMemoryGauge
{
    /// <summary>What this process takes of the machine's memory.</summary>
    long Bytes { get; }

    /// <summary>Gives back what is not in use.</summary>
    void Trim();
}
