using System.Net;
using System.Net.Sockets;
using BlazorAspire.AppHost;

namespace BlazorAspire.Tests.AppHost;

public sealed class FreePortsTests
{
    [Fact]
    public void Take_OfThirtyTwo_GivesDifferentPorts() => Assert.Equal(32, FreePorts.Take(32).Distinct().Count());

    [Fact]
    public void Take_OfMoreThanThereAre_SaysHowMany()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePorts.Take(1)[0]);
        listener.Start();

        var problem = Assert.Throws<InvalidOperationException>(() => FreePorts.Take(22_000));

        Assert.StartsWith("22000 free ports are needed, and ", problem.Message, StringComparison.Ordinal);
    }
}
