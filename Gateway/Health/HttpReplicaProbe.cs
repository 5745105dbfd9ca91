using System.Collections.Concurrent;
using System.Net;
using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Health;

/// <summary>A replica is what it says of itself; without a word 200 is ready and any other answer is not. No connection is dead, and no answer in time is not known.</summary>
internal sealed class HttpReplicaProbe(IOptions<HealthOptions> options, TimeProvider time, ILogger<HttpReplicaProbe> logger) : IReplicaProbe, IDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.Value.Timeout,
    });

    private readonly ConcurrentDictionary<Replica, bool> _missing = new();

    public async Task<ReplicaState?> ProbeAsync(Replica replica, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Target(replica));
            using var response = await _client.SendAsync(request, either.Token);
            TellIfMissing(replica, response.StatusCode == HttpStatusCode.NotFound);
            return ReplicaHeaders.StateOf(response) ?? (response.StatusCode == HttpStatusCode.OK ? ReplicaState.Ready : ReplicaState.NotReady);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            HealthLog.ProbeTimedOut(logger, replica.Name, options.Value.Timeout);
            return null;
        }
        catch (HttpRequestException exception)
        {
            HealthLog.ProbeFailed(logger, replica.Name, exception.Message);
            return ConnectFailure.Is(exception) ? ReplicaState.Dead : ReplicaState.NotReady;
        }
    }

    private Uri Target(Replica replica) => new UriBuilder(new Uri(replica.Address, options.Value.Path)) { Port = options.Value.Port ?? replica.Address.Port }.Uri;

    public void Dispose() => _client.Dispose();

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
