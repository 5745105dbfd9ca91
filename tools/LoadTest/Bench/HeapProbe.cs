using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Asks a server that this program started for the live bytes of its managed heap, by way of <see cref="StartupHook"/>.</summary>
internal sealed class HeapProbe
{
    // A full collection of a large heap takes seconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly int _port = BenchHost.FreePort();

    /// <summary>What the server must have in its environment.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("DOTNET_STARTUP_HOOKS", typeof(HeapProbe).Assembly.Location), new(StartupHook.PortVariable, _port.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Collects what is garbage, and returns the bytes that are left.</summary>
    /// <exception cref="MeasurementException">The server did not answer.</exception>
    public async Task<long> ReadAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _port, limit.Token);
            var answer = new byte[sizeof(long)];
            await server.GetStream().ReadExactlyAsync(answer, limit.Token);
            return BitConverter.ToInt64(answer);
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException("The server did not say how much memory it uses. It must be started with startup hooks, which DOTNET_STARTUP_HOOKS and a build without trimming allow.", problem);
        }
    }
}
