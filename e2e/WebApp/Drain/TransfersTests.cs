using System.IO.Pipelines;
using System.Net;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Drain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.WebApp.Drain;

public sealed class TransfersTests
{
    private readonly Transfers _transfers = new();

    [Theory]
    [InlineData("/upload", "text/plain", true)]
    [InlineData("/events", "text/event-stream", false)]
    [InlineData("/_blazor", "text/plain", false)]
    [InlineData("/hubs/board", "text/plain", false)]
    [InlineData("/drain", "application/json", false)]
    public async Task EndedAsync_OfARequestInProgress_WaitsForWhatEndsByItself(string path, string type, bool waits)
    {
        var end = new TaskCompletionSource();
        var context = new DefaultHttpContext { Request = { Path = path, Headers = { Accept = type } } };
        var request = _transfers.InvokeAsync(context, _ => end.Task);
        var ended = _transfers.EndedAsync();

        Assert.Equal(!waits, ended.IsCompleted);
        end.SetResult();

        await request;
        await ended;
    }

    [Fact]
    public async Task Drain_OfAReplicaWithAnUpload_IsAnsweredAfterIt()
    {
        await using var app = ReplicaProgram.Build(["--urls=http://127.0.0.1:0", "--Drain:Key=secret"], services => services.AddSingleton<IOtherReplicas, Others>());
        var began = new TaskCompletionSource();
        var isTaken = false;
        app.MapPost("/upload", async context =>
        {
            began.SetResult();
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            isTaken = true;
        }).DisableAntiforgery();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var pipe = new Pipe();
        using var content = new StreamContent(pipe.Reader.AsStream());
        var upload = client.PostAsync(new Uri("/upload", UriKind.Relative), content);
        // The client keeps what is smaller to itself.
        await pipe.Writer.WriteAsync(new byte[64 * 1024]);
        await Task.WhenAny(began.Task, upload);

        using var order = new HttpRequestMessage(HttpMethod.Post, "/drain");
        order.Headers.Add("BlazorAspire-Drain-Key", "secret");
        var draining = client.SendAsync(order);
        while (app.Services.GetRequiredService<ReplicaAdmission>().State != AdmissionState.Draining)
        {
            await Task.Yield();
        }

        app.Services.GetRequiredService<Drainer>().TryBegin(out var drain);
        await drain;
        // Time for an answer that would come too early.
        using var other = await client.GetAsync(new Uri("/replica", UriKind.Relative));
        await pipe.Writer.CompleteAsync();

        using var drained = await draining;
        Assert.True(isTaken);
        using var uploaded = await upload;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (drained.StatusCode, uploaded.StatusCode));
    }

    private sealed class Others : IOtherReplicas
    {
        public Task<bool> TakeUsersAsync() => Task.FromResult(true);
    }
}
