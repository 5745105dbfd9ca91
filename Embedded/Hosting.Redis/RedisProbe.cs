using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Health;

namespace Embedded.Hosting.Redis;

/// <summary>Healthy means that the server takes the password and answers PING.</summary>
internal sealed class RedisProbe(RedisResource resource) : IHealthProbe
{
    private const string Expected = "+OK\r\n+PONG\r\n";

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var endpoint = resource.Endpoint(name: null);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            var answer = await AskAsync(client.GetStream(), cancellationToken);
            return answer == Expected ? null : $"{endpoint.Host}:{endpoint.Port} answered '{LogText.Clean(answer)}' to AUTH and PING";
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            return $"{endpoint.Host}:{endpoint.Port} could not be reached ({problem.Message})";
        }
    }

    private async Task<string> AskAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var question = $"*2\r\n$4\r\nAUTH\r\n${resource.Password.Length}\r\n{resource.Password}\r\n*1\r\n$4\r\nPING\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(question), cancellationToken);
        var answer = new byte[Expected.Length];
        var read = 0;
        // The first line alone, as long as a refusal may be, ends the wait too.
        while (read < answer.Length && !(read > 0 && answer[0] == '-'))
        {
            var count = await stream.ReadAsync(answer.AsMemory(read), cancellationToken);
            if (count == 0)
            {
                break;
            }
            read += count;
        }
        return Encoding.ASCII.GetString(answer, 0, read);
    }
}
