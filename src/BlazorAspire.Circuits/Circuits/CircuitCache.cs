using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>
/// Where the framework leaves circuits that are paused or evicted, so that another replica can resume them. An entry is kept under the hash
/// of the circuit's secret, sealed for the browser and user it belongs to, and can be read once.
/// </summary>
internal sealed class CircuitCache(
    Func<IDatabase> database, LiveCircuits circuits, ResumableCircuits resumable, IDataProtectionProvider provider, CircuitMetrics metrics, PausedCircuits paused,
    ILogger<CircuitCache> logger) : HybridCache
{
    private static readonly TimeSpan DefaultRetention = TimeSpan.FromHours(8);

    // Renewed by nobody: a page that is older is loaded anew.
    private static readonly TimeSpan ResumableRetention = TimeSpan.FromDays(1);

    private readonly IDataProtector _protector = provider.CreateProtector("BlazorAspire.Circuits");

    /// <summary>Reads an entry and removes it. Of two replicas that ask at once one gets it. A reader that does not own the entry does not remove it.</summary>
    public override async ValueTask<T> GetOrCreateAsync<TState, T>(
        string key, TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        var closed = await database().StringGetAsync(KeyOf(key)).WaitAsync(cancellationToken);
        if (closed.IsNull)
        {
            metrics.NotResumed("gone");
            return await NothingAsync(state, factory, options, cancellationToken);
        }

        try
        {
            var circuit = StartingCircuit.Current;
            var entry = SealFor(circuit).Unprotect((byte[])closed!);
            var value = JsonSerializer.Deserialize<T>(entry);
            circuit?.Resumable = resumable.Take(JsonSerializer.Deserialize<ResumableCircuit>(entry)!);
            if (await TryTakeAsync(key, closed).WaitAsync(cancellationToken))
            {
                metrics.Resumed();
                paused.Remove(NameOf(key));
                return value!;
            }

            metrics.NotResumed("taken");
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException or FormatException)
        {
            CircuitLog.NotResumed(logger, problem.Message);
            metrics.NotResumed(problem is CryptographicException ? "foreign" : "outdated");
        }

        return await NothingAsync(state, factory, options, cancellationToken);
    }

    public override async ValueTask SetAsync<T>(
        string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        var circuit = circuits.Find(key);
        try
        {
            var closed = SealFor(circuit).Protect(JsonSerializer.SerializeToUtf8Bytes(value));
            var retention = options?.Expiration ?? DefaultRetention;
            await database().StringSetAsync(KeyOf(key), closed, retention).WaitAsync(cancellationToken);
            paused.Add(NameOf(key), retention);
        }
        finally
        {
            circuit?.SetPersisted();
        }
    }

    /// <summary>
    /// Stores what a circuit is built of, so that it can be resumed when this process has died. Not awaited: without it the page is loaded again.
    /// </summary>
    public void StoreResumable(LiveCircuit circuit)
    {
        var entry = JsonSerializer.SerializeToUtf8Bytes(circuit.Resumable);
        database().StringSet(KeyOfName(circuit.Secret!), SealFor(circuit).Protect(entry), ResumableRetention, flags: CommandFlags.FireAndForget);
    }

    /// <summary>The circuit has ended in order, and no page will ask for it.</summary>
    public void RemoveResumable(LiveCircuit circuit) => database().KeyDelete(KeyOfName(circuit.Secret!), CommandFlags.FireAndForget);

    public override async ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        await database().KeyDeleteAsync(KeyOf(key)).WaitAsync(cancellationToken);
        paused.Remove(NameOf(key));
    }

    /// <summary>The framework gives circuits no tags.</summary>
    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Circuits have no tags.");

    // The framework asks with a factory that throws, and with a flag against its use.
    private static async ValueTask<T> NothingAsync<TState, T>(
        TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options, CancellationToken cancellationToken) =>
        options?.Flags?.HasFlag(HybridCacheEntryFlags.DisableUnderlyingData) == true ? default! : await factory(state, cancellationToken);

    private IDataProtector SealFor(LiveCircuit? circuit) => circuit?.Identity is { } identity
        ? _protector.CreateProtector(identity.Browser, identity.User)
        : _protector;

    private Task<bool> TryTakeAsync(string key, RedisValue closed)
    {
        var take = database().CreateTransaction();
        take.AddCondition(Condition.StringEqual(KeyOf(key), closed));
        _ = take.KeyDeleteAsync(KeyOf(key));
        return take.ExecuteAsync();
    }

    private static RedisKey KeyOf(string key) => KeyOfName(NameOf(key));

    private static RedisKey KeyOfName(string name) => $"circuit:{name}";

    private static string NameOf(string key) => LiveCircuits.HashOf(key);
}
