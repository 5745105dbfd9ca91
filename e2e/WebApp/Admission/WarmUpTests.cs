using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Keys;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.WebApp.Admission;

public sealed class WarmUpTests
{
    private readonly TaskCompletionSource<HttpRequest> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LogLines<WarmUp> _log = new();

    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080", "http://localhost:8080/")]
    [InlineData("http://*:8080", "http://localhost:8080/")]
    [InlineData("https://0.0.0.0:8443", "https://localhost:8443/")]
    public void ToCall_WhatTheServerListensOn_IsThisMachine(string listening, string called) => Assert.Equal(called, WarmUp.ToCall(listening).ToString());

    [Fact]
    public async Task Start_OfTheApp_OpensAPageAndIsReadyThen()
    {
        await using var app = Build();
        var warmUp = app.Services.GetRequiredService<WarmUp>();
        await app.StartAsync();

        var request = await _asked.Task;
        Assert.Equal(HealthStatus.Unhealthy, (await warmUp.CheckHealthAsync(new HealthCheckContext())).Status);
        Assert.Equal("/", request.Path);
        _answer.SetResult();

        await warmUp.Done;
        Assert.Equal(HealthStatus.Healthy, (await warmUp.CheckHealthAsync(new HealthCheckContext())).Status);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Page_Fails_IsReadyAllTheSame()
    {
        await using var app = Build();
        _answer.SetException(new IOException("gone"));

        await app.StartAsync();

        await app.Services.GetRequiredService<WarmUp>().Done;
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(services => new WarmUp(
            services.GetRequiredService<IServer>(), services.GetRequiredService<IHostApplicationLifetime>(),
            new KeysHealthCheck(new EphemeralDataProtectionProvider()), TimeProvider.System, _log));
        builder.Services.AddHostedService(services => services.GetRequiredService<WarmUp>());
        var app = builder.Build();
        app.Run(async context =>
        {
            _asked.SetResult(context.Request);
            await _answer.Task;
        });
        return app;
    }
}
