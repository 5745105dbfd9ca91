using System.Collections.Concurrent;
using System.Net;
using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace BlazorAspire.Gateway.Health;

/// <summary>A replica is what it says of itself; without a word 200 is ready and any other answer is not. No connection is dead, and no answer in time is not known.</summary>
internal sealed class ReplicaStatePolicy(ReplicaRegistry registry, ReplicaHealth health, IOptions<HealthOptions> options, ILogger<ReplicaStatePolicy> logger)
    : IActiveHealthCheckPolicy
{
    public const string PolicyName = "ReplicaState";

    private readonly ConcurrentDictionary<Replica, HttpStatusCode> _told = new();

    public string Name => PolicyName;

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        foreach (var result in probingResults)
        {
            var replica = registry.Of(result.Destination);
            health.Observed(replica, result.Response is { } response ? Read(replica, response) : Read(replica, result.Exception));
        }
    }

    private ReplicaState? Read(Replica replica, HttpResponseMessage response)
    {
        var state = ReplicaHeaders.StateOf(response) ?? (response.StatusCode == HttpStatusCode.OK ? ReplicaState.Ready : ReplicaState.NotReady);
        TellIfNotReady(replica, state, response.StatusCode);
        return state;
    }

    private ReplicaState? Read(Replica replica, Exception? exception)
    {
        if (exception is OperationCanceledException)
        {
            HealthLog.ProbeTimedOut(logger, replica.Name, options.Value.Timeout);
            return null;
        }

        HealthLog.ProbeFailed(logger, replica.Name, exception?.Message ?? "no answer");
        return ConnectFailure.Is(exception) ? ReplicaState.Dead : ReplicaState.NotReady;
    }

    /// <summary>Once, as each probe finds the same.</summary>
    private void TellIfNotReady(Replica replica, ReplicaState state, HttpStatusCode status)
    {
        if (state != ReplicaState.NotReady)
        {
            _told.TryRemove(replica, out _);
        }
        else if (_told.TryGetValue(replica, out var told) && told == status)
        {
            return;
        }
        else if ((_told[replica] = status) == HttpStatusCode.NotFound)
        {
            HealthLog.NoHealth(logger, replica.Name, options.Value.Path);
        }
        else
        {
            HealthLog.NotOk(logger, replica.Name, options.Value.Path, (int)status);
        }
    }
}
