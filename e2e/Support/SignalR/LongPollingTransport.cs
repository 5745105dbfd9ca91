using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace BlazorAspire.Tests.Support.SignalR;

internal sealed class LongPollingTransport(Uri address, HttpClient http) : HubTransport
{
    public static async Task<HubTransport> ConnectAsync(Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        // The first poll tells the server that there is a client, and is answered at once.
        using var first = await http.GetAsync(address, cancellationToken);
        first.EnsureSuccessStatusCode();
        return new LongPollingTransport(address, http);
    }

    public override async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        using var content = new StringContent(text, Encoding.UTF8);
        using var answer = await http.PostAsync(address, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public override async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            answer.EnsureSuccessStatusCode();
            if (answer.StatusCode == HttpStatusCode.NoContent)
            {
                yield break;
            }

            yield return await answer.Content.ReadAsStringAsync(cancellationToken);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            using var answer = await http.DeleteAsync(address);
        }
        catch (HttpRequestException)
        {
            // Nobody is there to be told.
        }
    }
}
