using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;

namespace BlazorAspire.WebApp.Circuits;

/// <summary>
/// Where the framework leaves circuits that are paused or evicted, so that another replica can resume them. An entry is kept under the hash
/// of the circuit's secret, sealed for the browser and user it belongs to, and can be read once.
/// </summary>
internal sealed class CircuitCache(
    Func<IDatabase> database, LiveCircuits circuits, IDataProtectionProvider provider, CircuitMetrics metrics, ILogger<CircuitCache> logger) : HybridCache
{
    private static readonly TimeSpan DefaultRetention = TimeSpan.FromHours(8);
    private readonly IDataProtector _protector = provider.CreateProtector("BlazorAspire.Circuits");

    /// <summary>Reads an entry and removes it, in one step: of two replicas that are asked at once one gets it.</summary>
    public override async ValueTask<T> GetOrCreateAsync<TState, T>(
        string key, TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        var take = database().CreateTransaction();
        var read = take.StringGetAsync(KeyOf(key));
        _ = take.KeyDeleteAsync(KeyOf(key));
        if (!await take.ExecuteAsync().WaitAsync(cancellationToken) || (byte[]?)await read is not { } closed)
        {
            metrics.NotResumed("gone");
            return await NothingAsync(state, factory, options, cancellationToken);
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(SealFor(StartingCircuit.Current).Unprotect(closed));
            metrics.Resumed();
            return value!;
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException)
        {
            CircuitLog.NotResumed(logger, problem.Message);
            metrics.NotResumed(problem is CryptographicException ? "foreign" : "outdated");
            return await NothingAsync(state, factory, options, cancellationToken);
        }
    }

    public override async ValueTask SetAsync<T>(
        string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        var closed = SealFor(circuits.Find(key)).Protect(JsonSerializer.SerializeToUtf8Bytes(value));
        await database().StringSetAsync(KeyOf(key), closed, options?.Expiration ?? DefaultRetention).WaitAsync(cancellationToken);
    }

    public override async ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        await database().KeyDeleteAsync(KeyOf(key)).WaitAsync(cancellationToken);

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

    private static RedisKey KeyOf(string key) => $"BlazorAspire:circuit:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
