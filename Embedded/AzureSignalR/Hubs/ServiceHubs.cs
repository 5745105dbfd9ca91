using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>Every hub of this process that clients reach through the service.</summary>
internal sealed class ServiceHubs(
    ServiceAddress address, IOptions<ServiceOptions> options, IHubProtocolResolver protocols, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<Type, ServiceHub> _hubs = new();

    public ServiceHub Of(Type hub) => _hubs.GetOrAdd(hub, type => new ServiceHub(address.NameOf(type), address, options.Value, protocols, time, loggers));

    /// <summary>The hubs that clients may come to, and that have no connection to the service.</summary>
    public IEnumerable<string> Away => _hubs.Values.Where(hub => hub is { IsStarted: true, IsConnected: false }).Select(hub => hub.Name);

    public void Start(IServiceProvider services)
    {
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<HubMetadata>() is { } hub && endpoint.Metadata.GetMetadata<NegotiateMetadata>() is null)
            {
                Of(hub.HubType).Start(Build(services, hub.HubType), endpoint, services);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_hubs.Values.Select(hub => hub.StopAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var hub in _hubs.Values)
        {
            hub.Dispose();
        }
    }

    /// <summary>The framework's own way to run a hub, for a type that may be internal to another assembly.</summary>
    private static ConnectionDelegate Build(IServiceProvider services, Type hub)
    {
        var use = typeof(SignalRConnectionBuilderExtensions).GetMethod(nameof(SignalRConnectionBuilderExtensions.UseHub))!.MakeGenericMethod(hub);
        return ((IConnectionBuilder)use.Invoke(null, [new ConnectionBuilder(services)])!).Build();
    }
}
