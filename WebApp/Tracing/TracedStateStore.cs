using BlazorAspire.WebApp.State.Stores;

namespace BlazorAspire.WebApp.Tracing;

/// <summary>Shows in traces what is asked of the state store in Redis.</summary>
internal sealed class TracedStateStore(IStateStore store) : IStateStore
{
    public event Action? Returned
    {
        add => store.Returned += value;
        remove => store.Returned -= value;
    }

    public Task<StateFields?> ReadTabAsync(string tab) =>
        RedisSpan.RunAsync("HGETALL", "read tab state", (store, tab), static call => call.store.ReadTabAsync(call.tab));

    public Task<TabClaim> ClaimTabAsync(string tab, DateTimeOffset? since = null, CancellationToken cancellationToken = default) =>
        RedisSpan.RunAsync("MULTI", "claim tab state", (store, tab, since, cancellationToken),
            static call => call.store.ClaimTabAsync(call.tab, call.since, call.cancellationToken));

    public Task<StateFields> ReadUserAsync(string user) =>
        RedisSpan.RunAsync("HGETALL", "read user state", (store, user), static call => call.store.ReadUserAsync(call.user));

    public Task SaveTabAsync(string tab, string owner, StateFields fields, bool isFirst) =>
        RedisSpan.RunAsync(isFirst ? "MULTI" : "HSET", "save tab state", (store, tab, owner, fields, isFirst),
            static call => call.store.SaveTabAsync(call.tab, call.owner, call.fields, call.isFirst));

    public Task SaveUserAsync(string user, StateFields fields, bool onlyMissing) =>
        RedisSpan.RunAsync("MULTI", "save user state", (store, user, fields, onlyMissing),
            static call => call.store.SaveUserAsync(call.user, call.fields, call.onlyMissing));
}
