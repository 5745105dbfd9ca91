namespace Embedded.Hosting.Ports;

internal interface IPortSource
{
    /// <summary>Holds a port of the loopback addresses until the reservation is released; null when it is in use.</summary>
    IDisposable? TryReserve(int port);
}
