namespace BlazorAspire.ServiceDefaults.Connections;

/// <summary>Tells when a level is crossed upwards, once until it has been well below again.</summary>
internal sealed class ConnectionLevel
{
    public const double High = 0.8;
    private const double Low = 0.7;
    private bool _isHigh;

    public bool IsCrossed(double share)
    {
        var was = _isHigh;
        _isHigh = share >= High || (was && share >= Low);
        return _isHigh && !was;
    }
}
