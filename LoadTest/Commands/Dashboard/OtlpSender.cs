using System.Net.Http.Headers;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>Hands telemetry in as an app's process does.</summary>
internal sealed class OtlpSender(Uri address, string key) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    public async Task SendAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(message);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.Add("x-otlp-api-key", key);
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new MeasurementException($"The dashboard refused telemetry with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    public void Dispose() => _client.Dispose();
}
