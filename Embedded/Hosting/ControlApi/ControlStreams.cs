using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Embedded.ControlContract;
using Microsoft.AspNetCore.Http;

namespace Embedded.Hosting.ControlApi;

/// <summary>What the dashboard follows, as arrays of JSON, one a line. What comes quickly goes together.</summary>
internal sealed class ControlStreams(ResourceNotificationService notifications, ResourceLoggerService logs, TimeProvider time)
{
    private const int MostLines = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public Task WriteResourcesAsync(HttpContext context) => WriteAsync(context, ResourcesAsync(context.RequestAborted), ControlJson.Default.ResourceInfoArray);

    /// <param name="context">The request.</param>
    /// <param name="resource">Whose lines.</param>
    /// <param name="after">The number of the last line that is known already.</param>
    public Task WriteLinesAsync(HttpContext context, string resource, int after) =>
        WriteAsync(context, LinesAsync(logs.Log(resource), after, context.RequestAborted), ControlJson.Default.LineInfoArray);

    public LineInfo[] KeptLines(string resource) => [.. logs.Log(resource).After(0).Select(Describe)];

    private async IAsyncEnumerable<ResourceInfo[]> ResourcesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        using var watch = notifications.Watch(channel.Writer);
        while (await channel.Reader.WaitToReadAsync(cancellationToken))
        {
            var latest = new Dictionary<string, ResourceEvent>();
            while (channel.Reader.TryRead(out var change))
            {
                latest[change.Resource.Name] = change;
            }
            yield return [.. latest.Values.Select(change => ResourceDescriber.Describe(change.Resource, change.Snapshot))];
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async IAsyncEnumerable<LineInfo[]> LinesAsync(ResourceLog log, int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await log.WrittenAfter(after).WaitAsync(cancellationToken);
            var lines = log.SomeAfter(after, MostLines);
            after = lines[^1].Line.LineNumber;
            yield return [.. lines.Select(Describe)];
            if (log.WrittenAfter(after) is not { IsCompleted: true })
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static LineInfo Describe(WrittenLine written) => new(written.Line.LineNumber, written.At, written.Line.Content, written.Line.IsErrorMessage);

    private static async Task WriteAsync<T>(HttpContext context, IAsyncEnumerable<T> items, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/x-ndjson";
        try
        {
            // The head now: there may be nothing to tell yet.
            await context.Response.StartAsync(context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            await foreach (var item in items)
            {
                context.Response.BodyWriter.Write(JsonSerializer.SerializeToUtf8Bytes(item, type));
                context.Response.BodyWriter.Write("\n"u8);
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who followed has gone.
        }
    }
}
