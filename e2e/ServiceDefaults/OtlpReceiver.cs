using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.ServiceDefaults;

/// <summary>A receiver for OTLP over HTTP that keeps what it gets. Protobuf stores text as it is, so that a search finds it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StringBuilder> _received = [];
    private readonly List<byte[]> _traces = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpReceiver(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", ReceiveAsync);
    }

    public string Url => _app.Urls.Single();

    public string Logs => Received("logs");

    public string Metrics => Received("metrics");

    public string Traces => Received("traces");

    /// <summary>What came to <c>/v1/traces</c> up to now, as it came.</summary>
    public IReadOnlyList<byte[]> TraceMessages
    {
        get
        {
            lock (_lock)
            {
                return [.. _traces];
            }
        }
    }

    /// <summary>Ends with the next message of any kind.</summary>
    public Task NextMessage
    {
        get
        {
            lock (_lock)
            {
                return _more.Task;
            }
        }
    }

    /// <summary>What it answers with.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public static async Task<OtlpReceiver> StartAsync(string url = "http://127.0.0.1:0")
    {
        var receiver = new OtlpReceiver(url);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Received(string signal)
    {
        lock (_lock)
        {
            return _received.TryGetValue(signal, out var text) ? text.ToString() : "";
        }
    }

    private async Task ReceiveAsync(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        TaskCompletionSource came;
        lock (_lock)
        {
            if (signal == "traces")
            {
                _traces.Add(body.ToArray());
            }

            (came, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            (_received.TryGetValue(signal, out var text) ? text : _received[signal] = new StringBuilder())
                .Append(Encoding.Latin1.GetString(body.GetBuffer(), 0, (int)body.Length));
        }

        context.Response.StatusCode = Status;
        came.TrySetResult();
    }
}
