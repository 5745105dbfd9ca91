using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class HealthEndpointsTests
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Probe_EveryEnvironment_Answers(string environment)
    {
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(environment));

        Assert.Equal("Healthy", await app.Client.GetStringAsync("/health"));
        Assert.Equal("Healthy", await app.Client.GetStringAsync("/alive"));
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Degraded, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable)]
    public async Task Health_CheckReports_AnswersWithItsStatus(HealthStatus status, HttpStatusCode expected)
    {
        await using var app = await StartWithCheckAsync(() => new HealthCheckResult(status));

        using var response = await app.Client.GetAsync("/health");

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal($"{status}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_CheckThrows_SaysNothingOfTheException()
    {
        await using var app = await StartWithCheckAsync(() => throw new InvalidOperationException("the password is 1234"));

        using var response = await app.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("Unhealthy", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Alive_ReadinessFails_StaysHealthy()
    {
        await using var app = await StartWithCheckAsync(() => HealthCheckResult.Unhealthy());

        Assert.Equal("Healthy", await app.Client.GetStringAsync("/alive"));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Probe_Answer_IsNotStored(string path)
    {
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder());

        using var response = await app.Client.GetAsync(path);

        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Probe_MiddlewareAnswersEverything_StillAnswersItself()
    {
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder(), app =>
            app.Use((HttpContext context, RequestDelegate _) => context.Response.WriteAsync("Please sign in.")));

        Assert.Equal("Please sign in.", await app.Client.GetStringAsync("/hello/Ann"));
        Assert.Equal("Healthy", await app.Client.GetStringAsync("/health"));
    }

    [Fact]
    public async Task Probe_Request_IsNotCounted()
    {
        await using var app = await SampleApp.StartAsync(SampleApp.CreateBuilder());
        var routes = new List<string?>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
            routes.AddRange(tags.ToArray().Where(tag => tag.Key == "http.route").Select(tag => (string?)tag.Value)));
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "http.server.request.duration" && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();

        await app.Client.GetStringAsync("/health");
        await app.Client.GetStringAsync("/hello/Ann");
        await app.StopAsync();

        Assert.Equal(["/hello/{name}"], routes);
    }

    private static Task<SampleApp> StartWithCheckAsync(Func<HealthCheckResult> check)
    {
        var builder = SampleApp.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("database", check);
        return SampleApp.StartAsync(builder);
    }
}
