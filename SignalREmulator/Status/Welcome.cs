using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator.Status;

/// <summary>Says once, when the service listens, how an app server finds it.</summary>
internal sealed partial class Welcome(IServer server, IHostApplicationLifetime lifetime, IOptions<EmulatorOptions> options, ILogger<Welcome> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var isUsualKey = options.Value.AccessKey == new EmulatorOptions().AccessKey;
            foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            {
                var uri = new Uri(address);
                Listens(logger, $"Endpoint={uri.Scheme}://{uri.Host};Port={uri.Port};AccessKey={(isUsualKey ? options.Value.AccessKey : "(as set)")};Version=1.0;");
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(10, LogLevel.Information, "App servers connect with the connection string {ConnectionString}")]
    private static partial void Listens(ILogger logger, string connectionString);
}
