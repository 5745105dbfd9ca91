using Embedded.AzureSignalR.Hubs;
using Microsoft.Extensions.Hosting;

namespace Embedded.AzureSignalR;

/// <summary>Says goodbye to the service when the host stops.</summary>
internal sealed class Departure(ServiceHubs hubs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => hubs.StopAsync(cancellationToken);
}
