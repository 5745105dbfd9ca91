using System.Net;
using System.Net.Sockets;

/// <summary>
/// Answers a benchmark how much of a server's memory is in use, from within that server: the runtime loads this assembly into it where
/// <c>DOTNET_STARTUP_HOOKS</c> names it, and calls <see cref="Initialize"/>. The name and the place, outside of any namespace, are the runtime's.
/// </summary>
internal static class StartupHook
{
    /// <summary>The environment variable with the port to answer at, on loopback. Without it nothing is answered.</summary>
    public const string PortVariable = "BLAZOR_LOAD_HEAP_PORT";

    public static void Initialize()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(PortVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            new Thread(() => Answer(listener)) { IsBackground = true, Name = "Heap probe" }.Start();
        }
    }

    private static void Answer(TcpListener listener)
    {
        while (true)
        {
            using var asking = listener.AcceptTcpClient();
            // The second collection takes what the finalizers let go of.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            asking.Client.Send(BitConverter.GetBytes(GC.GetTotalMemory(forceFullCollection: true)));
        }
    }
}

namespace BlazorAspire.LoadTest.Bench
{
    /// <summary>Asks a server that this program started for the live bytes of its managed heap, by way of <see cref="StartupHook"/>.</summary>
    internal sealed class HeapProbe
    {
        // A full collection of a large heap takes seconds.
        private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

        private readonly int _port = BenchHost.FreePort();

        /// <summary>What the server must have in its environment.</summary>
        public IEnumerable<(string Name, string Value)> Settings =>
            [("DOTNET_STARTUP_HOOKS", typeof(HeapProbe).Assembly.Location), (StartupHook.PortVariable, Invariant($"{_port}"))];

        /// <summary>Collects what is garbage, and returns the bytes that are left.</summary>
        public async Task<long> ReadAsync(CancellationToken cancellationToken)
        {
            using var limit = cancellationToken.Within(Limit);
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
                throw new MeasurementException(
                    "The server did not say how much memory it uses. It must be built without trimming, which would leave out startup hooks.", problem);
            }
        }
    }
}
