using BlazorAspire.Circuits.State.Stores;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>Reads saved state. A value that cannot be opened is left out with a reason, and never fails a page.</summary>
internal sealed class StateLoader(IStateStore store, StateSeal seal, StateMetrics metrics, Arrivals arrivals, IOptions<StateOptions> options, ILogger<StateLoader> logger)
{
    public async Task<(IReadOnlyList<StateEntry>? Tab, IReadOnlyList<StateEntry> User)> ReadAsync(StateIdentity identity)
    {
        await MoveInAsync(identity);
        var tab = store.ReadTabAsync(identity.TabKey);
        var user = store.ReadUserAsync(identity.UserKey);
        await Task.WhenAll((Task)tab, user);
        return (await tab is { } fields ? Open(fields, identity.TabKey, StateScope.Tab) : null, Open(await user, identity.UserKey, StateScope.User));
    }

    /// <param name="since">For a claim that comes late: when its circuit was started.</param>
    /// <param name="cancellationToken">Nobody waits for the claim any more.</param>
    public async Task<LoadedClaim> ClaimAsync(StateIdentity identity, DateTimeOffset? since = null, CancellationToken cancellationToken = default)
    {
        await MoveInAsync(identity);
        var claim = store.ClaimTabAsync(identity.TabKey, since, cancellationToken);
        var user = store.ReadUserAsync(identity.UserKey);
        await Task.WhenAll(claim, user);
        var (owner, fields, isReplaced, from) = await claim;
        arrivals.Add(from);
        IReadOnlyList<StateEntry> entries = [.. Open(fields ?? [], identity.TabKey, StateScope.Tab), .. Open(await user, identity.UserKey, StateScope.User)];
        return new LoadedClaim(owner, isReplaced, entries);
    }

    /// <summary>What a tab had before its user signed in becomes the user's: of the first who signs in there, and of nobody who comes later.</summary>
    private async Task MoveInAsync(StateIdentity identity)
    {
        if (identity.BeforeSignIn is not { } before || await store.TakeTabAsync(before.TabKey) is not { Count: > 0 } fields)
        {
            return;
        }

        var protector = seal.For(identity.TabKey);
        var sealedAnew = new StateFields();
        foreach (var entry in Open(fields, before.TabKey, StateScope.Tab))
        {
            sealedAnew[entry.Field] = StateSeal.Close(protector, entry.Name, entry.Json);
        }

        if (sealedAnew.Count > 0)
        {
            var (owner, _, _, _) = await store.ClaimTabAsync(identity.TabKey);
            await store.SaveTabAsync(identity.TabKey, owner, sealedAnew, isFirst: true);
        }
    }

    private List<StateEntry> Open(StateFields fields, string key, StateScope scope)
    {
        var entries = new List<StateEntry>();
        if (fields.Sum(field => (long)field.Value.Length) > Allowed(fields.Count))
        {
            Refuse("oversized", $"the state of a {Word(scope)} is larger than State:MaxSize, {options.Value.MaxSize} bytes");
            return entries;
        }

        var protector = seal.For(key);
        foreach (var (field, closed) in fields)
        {
            if (!StateSeal.TryOpen(protector, closed, out var name, out var json, out var reason))
            {
                Refuse(reason.Split(':')[0], $"a value of a {Word(scope)} is {reason.TrimEnd('.')}");
            }
            else if (field != StateSeal.FieldOf(name))
            {
                Refuse("foreign", $"a value of a {Word(scope)} lies under another name than its own");
            }
            else
            {
                entries.Add(new StateEntry(name, field, scope, json));
            }
        }

        return entries;
    }

    // Sealing adds about 100 bytes to a value.
    private long Allowed(int count) => options.Value.MaxSize + (count * 256L);

    private void Refuse(string kind, string reason)
    {
        metrics.NotRestored(kind);
        StateLog.NotRestored(logger, reason);
    }

    private static string Word(StateScope scope) => scope == StateScope.Tab ? "tab" : "user";
}
