using System.Runtime.CompilerServices;
using System.Text;

namespace BlazorAspire.Tests.Support.SignalR;

internal sealed class ServerSentEventsTransport(Uri address, HttpClient http, HttpResponseMessage events) : HubTransport
{
    private const string Data = "data: ";

    public static async Task<HubTransport> ConnectAsync(Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var events = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new ServerSentEventsTransport(address, http, events.EnsureSuccessStatusCode());
    }

    public override async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        using var content = new StringContent(text, Encoding.UTF8);
        using var answer = await http.PostAsync(address, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public override async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Data, StringComparison.Ordinal))
            {
                yield return line[Data.Length..];
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        events.Dispose();
        return ValueTask.CompletedTask;
    }
}
