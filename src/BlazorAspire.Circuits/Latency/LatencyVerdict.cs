namespace BlazorAspire.Circuits.Latency;

public enum LatencyVerdict
{
    Unknown,

    /// <summary>19 of 20 round trips are within the recommendation.</summary>
    Good,

    /// <summary>Most are, more than 1 in 20 are not.</summary>
    Uneven,

    /// <summary>Most are not.</summary>
    Slow,
}
