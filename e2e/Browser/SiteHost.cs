using BlazorAspire.Circuits.Admission;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Gateway;
using BlazorAspire.Tests.WebApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;

namespace BlazorAspire.Tests.Browser;

/// <summary>Two replicas with the pages that the tests bring, behind the gateway, in this process and without Redis.</summary>
public sealed class SiteHost : IAsyncLifetime
{
    private readonly List<WebApplication> _apps = [];

    public Uri Address => new(_apps[^1].Urls.Single());

    public async Task InitializeAsync()
    {
        var keys = new EphemeralDataProtectionProvider();
        for (var number = 1; number <= 2; number++)
        {
            var replica = ReplicaProgram.Build(["--urls=http://127.0.0.1:0", $"--Replica:Name=webapp-{number}"], services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                services.AddSingleton<IDataProtectionProvider>(keys);
            }, hasTestPages: true);
            _apps.Add(replica);
            await replica.StartAsync();
            await replica.Services.GetRequiredService<WarmUp>().Done;
        }

        var gateway = GatewayProgram.Build(
            ["--urls=http://127.0.0.1:0", "--Gateway:Health:Interval=00:05:00", .. _apps.Select((replica, index) => $"--services:webapp-{index + 1}:http:0={replica.Urls.Single()}")],
            builder => builder.Logging.ClearProviders());
        _apps.Add(gateway);
        await gateway.StartAsync();
        await gateway.Services.GetRequiredService<IActiveHealthCheckMonitor>().CheckHealthAsync(gateway.Services.GetRequiredService<IProxyStateLookup>().GetClusters());
        Assert.All(gateway.Services.GetRequiredService<ReplicaRegistry>().All, replica => Assert.Equal(ReplicaState.Ready, replica.State));
    }

    public async Task DisposeAsync()
    {
        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.DisposeAsync();
        }
    }
}
