using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Ports;

/// <summary>
/// Decides every port once, before any process exists, and holds each until its process is about to start. Free ports are taken from
/// below the range that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere), which could take one in between.
/// </summary>
internal sealed class PortPlan(IPortSource source, Random random, bool ignoreRequestedPorts) : IDisposable
{
    private const int First = 10_000;
    private const int AfterLast = 32_000;
    private const int Attempts = 1_000;
    private readonly ConcurrentDictionary<EndpointAnnotation, IDisposable> _held = [];

    public void Decide(IEnumerable<IResource> resources)
    {
        var endpoints = resources.SelectMany(resource => resource.Endpoints().Select(endpoint => (resource, endpoint))).ToArray();
        foreach (var (resource, endpoint) in endpoints.Where(e => IsFixed(e.endpoint)))
        {
            TakeFixed(resource, endpoint);
        }
        foreach (var (resource, endpoint) in endpoints.Where(e => e.endpoint.AllocatedPort is null))
        {
            TakeAny(resource, endpoint);
        }
    }

    /// <summary>Lets go of a resource's ports, so that its process can listen on them.</summary>
    public void Release(IResource resource)
    {
        foreach (var endpoint in resource.Endpoints())
        {
            if (_held.TryRemove(endpoint, out var reservation))
            {
                reservation.Dispose();
            }
        }
    }

    public void Dispose()
    {
        foreach (var reservation in _held.Values)
        {
            reservation.Dispose();
        }
        _held.Clear();
    }

    private bool IsFixed(EndpointAnnotation endpoint) => endpoint.RequestedPort is not null && !ignoreRequestedPorts;

    private void TakeFixed(IResource resource, EndpointAnnotation endpoint)
    {
        var port = endpoint.RequestedPort!.Value;
        if (source.TryReserve(port) is { } reservation)
        {
            Take(endpoint, port, reservation);
        }
        else if (!endpoint.IsPortWished)
        {
            throw InUse(resource, endpoint, port);
        }
    }

    private void TakeAny(IResource resource, EndpointAnnotation endpoint)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = random.Next(First, AfterLast);
            if (source.TryReserve(port) is { } reservation)
            {
                Take(endpoint, port, reservation);
                return;
            }
        }
        throw new DistributedApplicationException(
            $"No free port was found for endpoint '{endpoint.Name}' of resource '{resource.Name}': {Attempts} ports between {First} and {AfterLast} are in use. Stop what listens there.");
    }

    private void Take(EndpointAnnotation endpoint, int port, IDisposable reservation)
    {
        endpoint.AllocatedPort = port;
        _held[endpoint] = reservation;
    }

    private static DistributedApplicationException InUse(IResource resource, EndpointAnnotation endpoint, int port) => new(
        $"Port {port} for endpoint '{endpoint.Name}' of resource '{resource.Name}' is in use by another process. Stop that process, or give the endpoint another port.");
}
