using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorAspire.Tests.Gateway;

/// <summary>A TCP connection that sends exactly what a test writes: an HTTP client would refuse to.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp = new();
    private Stream _stream = Stream.Null;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(IPAddress.Loopback, address.Port);
        connection._stream = connection._tcp.GetStream();
        return connection;
    }

    public Task SendAsync(params string[] lines) => SendTextAsync(string.Join("\r\n", lines) + "\r\n\r\n");

    public Task SendTextAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>One response: its head, and as much body as its length says.</summary>
    public async Task<RawResponse> ReceiveAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)await ReadByteAsync());
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"].SingleOrDefault() ?? "0", CultureInfo.InvariantCulture)];
        await _stream.ReadExactlyAsync(body);
        return new RawResponse(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(body));
    }

    /// <summary>Everything until the other side closes.</summary>
    public async Task<string> ReceiveAllAsync()
    {
        using var reader = new StreamReader(_stream, Encoding.Latin1, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte> ReadByteAsync()
    {
        var one = new byte[1];
        await _stream.ReadExactlyAsync(one);
        return one[0];
    }
}
