using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorAspire.Tests.Gateway;

/// <summary>A server that answers probes, and anything else with bytes that no HTTP server would send.</summary>
internal sealed class RawReplica : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;
    private readonly Task _loop;

    public RawReplica(string answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var buffer = new byte[16 * 1024];
        var request = Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer));
        var answer = request.StartsWith("GET /health ", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" : _answer;
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
        await stream.FlushAsync();
        // Until the gateway has closed its side, or it would see a reset in place of the answer.
        stream.Socket.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }
}
