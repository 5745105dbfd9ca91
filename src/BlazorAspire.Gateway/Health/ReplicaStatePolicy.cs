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

    private readonly ConcurrentDictionary<Replica, bool> _missing = new();

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
        TellIfMissing(replica, response.StatusCode == HttpStatusCode.NotFound);
        return ReplicaHeaders.StateOf(response) ?? (response.StatusCode == HttpStatusCode.OK ? ReplicaState.Ready : ReplicaState.NotReady);
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
    private void TellIfMissing(Replica replica, bool isMissing)
    {
        if (!isMissing)
        {
            _missing.TryRemove(replica, out _);
        }
        else if (_missing.TryAdd(replica, true))
        {
            HealthLog.NoHealth(logger, replica.Name, options.Value.Path);
        }
    }
}
