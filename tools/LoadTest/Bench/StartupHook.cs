using System.Globalization;
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
            try
            {
                asking.GetStream().Write(BitConverter.GetBytes(CollectAndCount()));
            }
            catch (IOException)
            {
                // The client is gone. The next one may ask.
            }
        }
    }

    private static long CollectAndCount()
    {
        // The second takes what the finalizers let go of.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
