using System.Net;
using System.Text;
using Embedded.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Embedded.Tests.Forwarder;

public sealed class HttpForwarderTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task SendAsync_Response_KeepsStatusReasonHeadersAndBody()
    {
        await using var harness = await ForwarderHarness.StartAsync(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            context.Response.Headers["X-Two"] = new(["a", "b"]);
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("short and stout");
        });
        using var client = new HttpClient();

        using var response = await client.GetAsync(harness.Front);

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal("I'm a teapot", response.ReasonPhrase);
        Assert.Equal(["a", "b"], response.Headers.GetValues("X-Two"));
        Assert.Equal("short and stout", await response.Content.ReadAsStringAsync());
        Assert.Equal(ForwarderError.None, (await harness.Ended).Error);
    }

    [Fact]
    public async Task SendAsync_Head_KeepsLengthWithoutBody()
    {
        await using var harness = await ForwarderHarness.StartAsync(context =>
        {
            context.Response.ContentLength = 1234;
            return Task.CompletedTask;
        });
        using var client = new HttpClient();

        using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, harness.Front));

        Assert.Equal(1234, response.Content.Headers.ContentLength);
        Assert.Equal(ForwarderError.None, (await harness.Ended).Error);
    }

    [Theory]
    [InlineData(StatusCodes.Status204NoContent)]
    [InlineData(StatusCodes.Status304NotModified)]
    public async Task SendAsync_StatusWithoutBody_Passes(int status)
    {
        await using var harness = await ForwarderHarness.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var client = new HttpClient();

        using var response = await client.GetAsync(harness.Front);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(ForwarderError.None, (await harness.Ended).Error);
    }

    [Fact]
    public async Task SendAsync_ChunkedUpload_ArrivesChunkByChunk()
    {
        var firstSeen = new TaskCompletionSource();
        await using var harness = await ForwarderHarness.StartAsync(async context =>
        {
            var buffer = new byte[5];
            await context.Request.Body.ReadExactlyAsync(buffer);
            firstSeen.SetResult();
            await context.Response.WriteAsync(Encoding.UTF8.GetString(buffer) + await new StreamReader(context.Request.Body).ReadToEndAsync());
        });
        using var client = new HttpClient();
        var content = new GatedContent("x".PadRight(20_000, 'x'), firstSeen.Task);

        using var response = await client.PostAsync(harness.Front, content);

        Assert.Equal(20_000 + "end".Length, (await response.Content.ReadAsStringAsync()).Length);
    }

    [Fact]
    public async Task SendAsync_NothingListens_ReportsAConnectionError()
    {
        await using var harness = await ForwarderHarness.StartAsync(_ => Task.CompletedTask);
        await harness.StopDestinationAsync();
        using var client = new HttpClient();

        using var response = await client.GetAsync(harness.Front);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        var (error, exception) = await harness.Ended;
        Assert.Equal(ForwarderError.Request, error);
        Assert.Equal(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(exception).HttpRequestError);
    }

    [Fact]
    public async Task SendAsync_NoAnswerForTheActivityTimeout_TimesOut()
    {
        var time = new ManualTime();
        var asked = new TaskCompletionSource();
        await using var harness = await ForwarderHarness.StartAsync(context => WaitForAbortAsync(context, asked), new ForwarderRequestConfig { ActivityTimeout = Limit }, time);
        using var client = new HttpClient();

        var response = client.GetAsync(harness.Front);
        await asked.Task;
        time.Advance(Limit);

        Assert.Equal(HttpStatusCode.GatewayTimeout, (await response).StatusCode);
        Assert.Equal(ForwarderError.RequestTimedOut, (await harness.Ended).Error);
        (await response).Dispose();
    }

    [Fact]
    public async Task SendAsync_ClientGone_CancelsTheDestination()
    {
        var asked = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using var harness = await ForwarderHarness.StartAsync(async context =>
        {
            await WaitForAbortAsync(context, asked);
            aborted.SetResult();
        });
        using var client = new HttpClient();
        using var cancellation = new CancellationTokenSource();

        var response = client.GetAsync(harness.Front, cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        await aborted.Task;
        Assert.Equal(ForwarderError.RequestCanceled, (await harness.Ended).Error);
    }

    [Fact]
    public async Task SendAsync_DestinationBreaksOff_BreaksOffTheClientToo()
    {
        var clientHasHeaders = new TaskCompletionSource();
        await using var harness = await ForwarderHarness.StartAsync(async context =>
        {
            await context.Response.WriteAsync("half");
            await clientHasHeaders.Task;
            context.Abort();
        });
        using var client = new HttpClient();

        using var response = await client.GetAsync(harness.Front, HttpCompletionOption.ResponseHeadersRead);
        clientHasHeaders.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(response.Content.ReadAsStringAsync);
        Assert.Equal(ForwarderError.ResponseBodyDestination, (await harness.Ended).Error);
    }

    [Fact]
    public async Task SendAsync_TransformerAnswers_SendsNothing()
    {
        var asked = false;
        await using var harness = await ForwarderHarness.StartAsync(_ =>
        {
            asked = true;
            return Task.CompletedTask;
        });
        harness.Transformer = new RefusingTransformer();
        using var client = new HttpClient();

        using var response = await client.GetAsync(harness.Front);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.False(asked);
        Assert.Equal(ForwarderError.None, (await harness.Ended).Error);
    }

    [Fact]
    public async Task SendAsync_TransformerThrows_IsARequestCreationError()
    {
        await using var harness = await ForwarderHarness.StartAsync(_ => Task.CompletedTask);
        harness.Transformer = new ThrowingTransformer();
        using var client = new HttpClient();

        using var response = await client.GetAsync(harness.Front);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(ForwarderError.RequestCreation, (await harness.Ended).Error);
    }

    [Fact]
    public async Task SendAsync_ResponseAlreadySet_Throws()
    {
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        var context = new DefaultHttpContext { Response = { StatusCode = 404 } };

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await New().SendAsync(
            context, "http://127.0.0.1:1", invoker, new ForwarderRequestConfig(), new RefusingTransformer(), CancellationToken.None));
    }

    [Fact]
    public async Task SendAsync_HttpClient_Throws()
    {
        using var client = new HttpClient();

        await Assert.ThrowsAsync<ArgumentException>(async () => await New().SendAsync(
            new DefaultHttpContext(), "http://127.0.0.1:1", client, new ForwarderRequestConfig(), new RefusingTransformer(), CancellationToken.None));
    }

    private static IHttpForwarder New() => new ServiceCollection().AddLogging().AddHttpForwarder().BuildServiceProvider().GetRequiredService<IHttpForwarder>();

    private static async Task WaitForAbortAsync(HttpContext context, TaskCompletionSource asked)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        asked.SetResult();
        await aborted.Task;
    }

    private sealed class RefusingTransformer : HttpTransformer
    {
        public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            httpContext.Response.StatusCode = StatusCodes.Status409Conflict;
            return default;
        }
    }

    private sealed class ThrowingTransformer : HttpTransformer
    {
        public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("broken");
    }

    /// <summary>Writes a first part, waits for the gate, and writes the end.</summary>
    private sealed class GatedContent(string first, Task gate) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            await gate;
            await stream.WriteAsync("end"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
