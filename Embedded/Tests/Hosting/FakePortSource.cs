using Embedded.Hosting.Ports;

namespace Embedded.Tests.Hosting;

internal sealed class FakePortSource : IPortSource
{
    public HashSet<int> InUse { get; } = [];

    public HashSet<int> Held { get; } = [];

    public bool AllInUse { get; set; }

    public IDisposable? TryReserve(int port) => !AllInUse && !InUse.Contains(port) && Held.Add(port) ? new Reservation(this, port) : null;

    private sealed class Reservation(FakePortSource source, int port) : IDisposable
    {
        public void Dispose() => source.Held.Remove(port);
    }
}
