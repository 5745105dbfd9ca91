using BlazorAspire.Circuits.Cluster;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.State.Stores;

/// <summary>
/// A tab has a key that names its owner, and each owner a hash with the fields. A claim copies the hash and renames the owner in one
/// transaction, so a later save of the owner before goes to a hash that nobody reads. A save writes the hash, and sees whether its owner
/// is still there: Redis may forget at any time, while its connections stay.
/// </summary>
internal sealed class RedisStateStore : IStateStore
{
    /// <summary>Far longer than the circuit of a page that is gone lives on.</summary>
    private static readonly TimeSpan KeepReplaced = TimeSpan.FromMinutes(15);

    private const int MaxAttempts = 8;
    private readonly Func<IDatabase> _database;
    private readonly TimeSpan _retention;
    private readonly string _replica;
    private readonly TimeProvider _time;
    private readonly RedisMemory _memory;

    public RedisStateStore(Func<IDatabase> database, RedisMemory memory, IOptions<StateOptions> options, ReplicaIdentity replica, TimeProvider time)
    {
        _database = database;
        _retention = options.Value.Retention;
        _replica = replica.Name;
        _time = time;
        _memory = memory;
    }

    public event Action? Returned
    {
        add => _memory.MayBeLost += value;
        remove => _memory.MayBeLost -= value;
    }

    public async Task<StateFields?> ReadTabAsync(string tab)
    {
        var owner = await _database().StringGetAsync(OwnerOf(tab));
        return owner.IsNull ? null : await ReadAsync(HashOf(tab, owner.ToString()));
    }

    public async Task<TabClaim> ClaimTabAsync(string tab, DateTimeOffset? since = null, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var before = (string?)await _database().StringGetAsync(OwnerOf(tab));
            var fields = before is null ? null : await ReadAsync(HashOf(tab, before));
            if (before is not null && since is { } started && OwnerName.IsAfter(before, started))
            {
                return new TabClaim(OwnerName.After(null, started, _replica), fields, IsReplaced: true);
            }

            var owner = OwnerName.After(before, since ?? _time.GetUtcNow(), _replica);
            cancellationToken.ThrowIfCancellationRequested();
            if (await TryClaimAsync(tab, before, owner, fields))
            {
                return new TabClaim(owner, fields, From: OwnerName.ReplicaOf(before));
            }
        }

        throw ClaimedByOthers();
    }

    public async Task<StateFields> TakeTabAsync(string tab)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if ((string?)await _database().StringGetAsync(OwnerOf(tab)) is not { } before)
            {
                break;
            }

            var fields = await ReadAsync(HashOf(tab, before));
            if (await TryClaimAsync(tab, before, OwnerName.After(before, _time.GetUtcNow(), _replica), null))
            {
                return fields;
            }
        }

        return [];
    }

    public Task<StateFields> ReadUserAsync(string user) => ReadAsync(KeyOfUser(user));

    public async Task<bool> SaveTabAsync(string tab, string owner, StateFields fields, bool isFirst)
    {
        if (isFirst)
        {
            return await SaveFirstAsync(tab, owner, fields);
        }

        // One after the other on one connection, and the page waits for one answer's time.
        var written = _database().HashSetAsync(HashOf(tab, owner), Entries(fields));
        var current = _database().StringGetAsync(OwnerOf(tab));
        await Task.WhenAll(written, current);
        return IsKnown(owner, await current);
    }

    public async Task<bool> SaveUserAsync(string user, StateFields fields, bool onlyMissing)
    {
        var key = KeyOfUser(user);
        var save = _database().CreateTransaction();
        var isKnown = save.KeyExistsAsync(key);
        Forget(isKnown);
        if (onlyMissing)
        {
            foreach (var (name, value) in fields)
            {
                Forget(save.HashSetAsync(key, name, value, When.NotExists));
            }
        }
        else
        {
            Forget(save.HashSetAsync(key, Entries(fields)));
        }

        Forget(save.KeyExpireAsync(key, _retention));
        await save.ExecuteAsync();
        return await isKnown;
    }

    private Task<bool> TryClaimAsync(string tab, string? before, string owner, StateFields? fields)
    {
        var claim = _database().CreateTransaction();
        claim.AddCondition(before is null ? Condition.KeyNotExists(OwnerOf(tab)) : Condition.StringEqual(OwnerOf(tab), before));
        if (fields is { Count: > 0 })
        {
            Forget(claim.HashSetAsync(HashOf(tab, owner), Entries(fields)));
            Forget(claim.KeyExpireAsync(HashOf(tab, owner), _retention));
            Forget(claim.KeyExpireAsync(HashOf(tab, before!), KeepReplaced));
        }

        Forget(claim.StringSetAsync(OwnerOf(tab), owner, _retention));
        return claim.ExecuteAsync();
    }

    private async Task<bool> SaveFirstAsync(string tab, string owner, StateFields fields)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var current = (string?)await _database().StringGetAsync(OwnerOf(tab));
            if (current is not null && string.CompareOrdinal(current, owner) > 0)
            {
                return true;
            }

            var save = _database().CreateTransaction();
            save.AddCondition(current is null ? Condition.KeyNotExists(OwnerOf(tab)) : Condition.StringEqual(OwnerOf(tab), current));
            Forget(save.HashSetAsync(HashOf(tab, owner), Entries(fields)));
            Forget(save.KeyExpireAsync(HashOf(tab, owner), _retention));
            Forget(save.StringSetAsync(OwnerOf(tab), owner, _retention));
            if (await save.ExecuteAsync())
            {
                return IsKnown(owner, current);
            }
        }

        throw ClaimedByOthers();
    }

    private static bool IsKnown(string owner, RedisValue current) => !current.IsNull && string.CompareOrdinal(current, owner) >= 0;

    private static InvalidOperationException ClaimedByOthers() => new($"The state of a tab was claimed by others {MaxAttempts} times in a row.");

    private async Task<StateFields> ReadAsync(RedisKey key)
    {
        var fields = new StateFields();
        foreach (var entry in await _database().HashGetAllAsync(key))
        {
            fields[entry.Name.ToString()] = (byte[]?)entry.Value ?? [];
        }

        return fields;
    }

    // The braces keep a tab's keys on one node of a Redis cluster, where transactions need them.
    private static RedisKey OwnerOf(string tab) => $"state:{{{tab}}}";

    private static RedisKey HashOf(string tab, string owner) => $"state:{{{tab}}}:{owner}";

    private static RedisKey KeyOfUser(string user) => $"state:user:{{{user}}}";

    private static HashEntry[] Entries(StateFields fields) => [.. fields.Select(field => new HashEntry(field.Key, field.Value))];

    /// <summary>The parts of a transaction end with it, and fail with it: nobody else watches them.</summary>
    private static void Forget(Task part) =>
        part.ContinueWith(ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
