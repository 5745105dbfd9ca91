using System.Security.Cryptography;
using System.Text.Json;
using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>Sees to it that a circuit can be resumed elsewhere for as long as it lives here, and not after its end.</summary>
internal sealed class CircuitKeeper
{
    private readonly ResumableCircuits _resumable;
    private readonly CircuitCache _cache;
    private readonly IHostApplicationLifetime _application;
    private readonly ILogger<CircuitKeeper> _logger;

    public CircuitKeeper(
        LiveCircuits circuits, ResumableCircuits resumable, CircuitCache cache, RedisMemory redis, IHostApplicationLifetime application, ILogger<CircuitKeeper> logger)
    {
        (_resumable, _cache, _application, _logger) = (resumable, cache, application, logger);
        redis.MayBeLost += () => LeaveAll(circuits);
    }

    /// <summary>A page has told which root components it shows.</summary>
    public void Shown(LiveCircuit circuit, string operations, string? applicationState)
    {
        try
        {
            circuit.Resumable = _resumable.Update(circuit.Resumable, operations, applicationState);
            _cache.StoreResumable(circuit);
        }
        catch (Exception problem) when (problem is JsonException or FormatException or CryptographicException)
        {
            CircuitLog.NotKept(_logger, problem.Message);
            circuit.Resumable = null;
            Forget(circuit);
        }
    }

    /// <summary>A circuit has ended. What the framework has kept stays, and so does everything when this replica stops: the pages come back then.</summary>
    public void Ended(LiveCircuit circuit)
    {
        if (!circuit.Persisted.IsCompleted && !_application.ApplicationStopping.IsCancellationRequested)
        {
            Forget(circuit);
        }
    }

    private void LeaveAll(LiveCircuits circuits)
    {
        foreach (var circuit in circuits.All.Where(circuit => circuit.Resumable is not null && !circuit.Persisted.IsCompleted))
        {
            _cache.StoreResumable(circuit);
        }
    }

    private void Forget(LiveCircuit circuit)
    {
        if (circuit.Secret is not null)
        {
            _cache.RemoveResumable(circuit);
        }
    }
}
