using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.ServiceDefaults;

[Collection(WholeProcess.Name)]
public sealed class RequestTracesTests
{
    [Fact]
    public async Task Trace_RequestHandled_HasNameRouteAndStatus()
    {
        var trace = await TraceAsync("/hello/Ann");

        Assert.Equal("GET /hello/{name}", trace.DisplayName);
        Assert.Equal("/hello/{name}", trace.GetTagItem("http.route"));
        Assert.Equal(200, trace.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, trace.Status);
    }

    [Fact]
    public async Task Trace_NoRoute_HasNoPathInItsName()
    {
        var trace = await TraceAsync("/no/such/page");

        Assert.Equal("GET", trace.DisplayName);
        Assert.Equal(404, trace.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, trace.Status);
    }

    [Fact]
    public async Task Trace_ServerError_IsAnError()
    {
        var trace = await TraceAsync("/busy");

        Assert.Equal(503, trace.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Error, trace.Status);
    }

    [Fact]
    public async Task Trace_ExceptionEscapes_IsAnError()
    {
        var trace = await TraceAsync("/broken");

        Assert.Equal(500, trace.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Error, trace.Status);
    }

    private static async Task<Activity> TraceAsync(string path)
    {
        var host = $"{Guid.NewGuid():N}.test";
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder("Production"), app =>
        {
            app.MapGet("/busy", () => TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));
            app.MapGet("/broken", IResult () => throw new InvalidOperationException("broken"));
        });

        await app.GetAsync(path, host);
        await app.StopAsync();

        return Assert.Single(ended, activity => (string?)activity.GetTagItem("server.address") == host);
    }
}
