using System.IO.Pipelines;
using System.Net;

namespace BlazorAspire.Tests.Deploy;

/// <summary>An upload of 4 MB over a line of about 1 MB a second.</summary>
internal sealed class SlowUpload : IAsyncDisposable
{
    public const int Size = Parts * PartSize;
    private const int Parts = 16;
    private const int PartSize = 256 * 1024;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private readonly Pipe _pipe = new();
    private readonly HttpClient _client;
    private readonly StreamContent _content;
    private readonly Task<HttpResponseMessage> _answer;

    private SlowUpload(Uri address, string cookies, CancellationToken limit)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("Cookie", cookies);
        _content = new StreamContent(_pipe.Reader.AsStream());
        _content.Headers.ContentLength = Size;
        _answer = _client.PostAsync(new Uri(ReplicaWitness.UploadPath, UriKind.Relative), _content, limit);
    }

    /// <summary>Returns when the first part is on its way.</summary>
    public static async Task<SlowUpload> BeginAsync(Uri address, string cookies, CancellationToken limit)
    {
        var upload = new SlowUpload(address, cookies, limit);
        await upload._pipe.Writer.WriteAsync(new byte[PartSize], limit);
        return upload;
    }

    /// <summary>Sends the rest, and gives the status, the bytes that were taken, and how the app saw the request.</summary>
    public async Task<(HttpStatusCode Status, string Taken, string Seen)> FinishAsync(CancellationToken limit)
    {
        using var pace = new PeriodicTimer(Pace, TimeProvider.System);
        for (var part = 1; part < Parts && !_answer.IsCompleted; part++)
        {
            await pace.WaitForNextTickAsync(limit);
            // Who has an answer already takes no more.
            await Task.WhenAny(_pipe.Writer.WriteAsync(new byte[PartSize], limit).AsTask(), _answer);
        }

        await _pipe.Writer.CompleteAsync();
        using var answer = await _answer;
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(limit), answer.Headers.TryGetValues(ReplicaWitness.SeenHeader, out var seen) ? seen.Single() : "");
    }

    public async ValueTask DisposeAsync()
    {
        await _pipe.Writer.CompleteAsync();
        _content.Dispose();
        _client.Dispose();
    }
}
