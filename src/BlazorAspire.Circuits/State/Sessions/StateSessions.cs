using System.Collections.Concurrent;
using BlazorAspire.Circuits.Cluster;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>The durable state of every circuit of this process, and of those that have ended and still wait for the store.</summary>
internal sealed class StateSessions : IHostedService
{
    private readonly StateServices _services;
    private readonly ILogger<StateSessions> _logger;
    private readonly StateOptions _options;
    private readonly StoreTimeouts _patience;
    private readonly ConcurrentDictionary<StateSession, bool> _all = new();

    // Of each tab the circuit that has claimed it last: it has taken over what those before it could not save.
    private readonly ConcurrentDictionary<string, StateSession> _byTab = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StateSession> _waiting = new();

    public StateSessions(StateServices services, IOptions<StateOptions> options, ILogger<StateSessions> logger)
    {
        _services = services;
        _options = options.Value;
        _patience = new StoreTimeouts(services.Health, _options, services.Time);
        _logger = logger;
        services.Store.Returned += SaveAll;
    }

    public bool IsEmpty => _all.IsEmpty && _byTab.IsEmpty && _waiting.IsEmpty;

    public bool AreOff => _options.Mode == StateLevel.Off;

    /// <summary>The state for a page that is prerendered.</summary>
    public async Task<StateSession> ReadAsync(StateIdentity identity)
    {
        // Who opens a page again misses what was on it; who is new, or whose values are here, misses nothing.
        var isNeeded = identity.Tab is not null && FindUnsaved(identity).Count == 0;
        var began = _services.Time.GetTimestamp();
        try
        {
            var (tab, user) = await _patience.AskAsync(() => _services.Loader.ReadAsync(identity), isNeeded ? _patience.Long : _patience.Short, isNeeded);
            var unsaved = FindUnsaved(identity);
            if (tab is null && identity.Tab is not null && unsaved.Count == 0)
            {
                _services.Metrics.Lost("forgotten");
            }

            return StateSession.ReadOnly(_services, StateEntry.Merge([.. tab ?? [], .. user], unsaved));
        }
        catch (Exception problem)
        {
            StateLog.NotLoaded(_logger, _services.Time.GetElapsedTime(began), RedisErrors.Summarize(problem));
            return StateSession.ReadOnly(_services, FindUnsaved(identity));
        }
    }

    /// <summary>The state for a circuit, which from now on is the only one to save the tab's.</summary>
    public async Task<StateSession> StartAsync(StateIdentity identity)
    {
        var session = await ClaimAsync(identity);
        _all[session] = true;
        _byTab[identity.TabKey] = session;
        session.Writer!.Start();
        return session;
    }

    /// <summary>The circuit has ended. What is not saved yet waits for the store.</summary>
    public void End(StateSession session)
    {
        if (session.Writer is not { IsSaved: false } writer)
        {
            Remove(session);
            return;
        }

        _waiting.Enqueue(session);
        _ = RemoveWhenSavedAsync(session, writer);
        while (_waiting.Count > _options.MaxWaiting && _waiting.TryDequeue(out var oldest))
        {
            GiveUp(oldest);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the process ends all that has changed is saved, as long as the host lets it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _all.Keys)
        {
            session.Writer!.Start();
        }

        try
        {
            await Task.WhenAll(_all.Keys.Select(session => session.Writer!.SavedAsync(session.Entries.Version))).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            StateLog.NotAllSaved(_logger, _all.Keys.Count(session => !session.Writer!.IsSaved));
        }
    }

    private async Task<StateSession> ClaimAsync(StateIdentity identity)
    {
        var began = _services.Time.GetTimestamp();
        var isNeeded = FindUnsaved(identity).Count == 0;
        using var givenUp = new CancellationTokenSource();
        try
        {
            var claim = await _patience.AskAsync(() => _services.Loader.ClaimAsync(identity, cancellationToken: givenUp.Token), _patience.Short, isNeeded);
            var unsaved = FindUnsaved(identity);
            var session = StateSession.Live(_services, identity, StateEntry.Merge(claim.Entries, unsaved), claim.Owner);
            if (claim.Entries.Count > 0)
            {
                _services.Metrics.Restored();
            }

            if (unsaved.Count > 0)
            {
                session.Entries.MarkAll();
            }

            return session;
        }
        catch (Exception problem)
        {
            await givenUp.CancelAsync();
            StateLog.NotLoaded(_logger, _services.Time.GetElapsedTime(began), RedisErrors.Summarize(problem));
            var session = StateSession.Live(_services, identity, FindUnsaved(identity), owner: null);
            session.Entries.MarkAll();
            return session;
        }
    }

    /// <summary>What another circuit of the same tab has here and could not save yet is newer than what the store has.</summary>
    private IReadOnlyList<StateEntry> FindUnsaved(StateIdentity identity) =>
        _byTab.TryGetValue(identity.TabKey, out var session) && session.Writer is { IsSaved: false } ? session.Entries.All() : [];

    private void Remove(StateSession session)
    {
        _all.TryRemove(session, out _);
        _byTab.TryRemove(KeyValuePair.Create(session.Identity!.TabKey, session));
    }

    private void SaveAll()
    {
        var sessions = _all.Keys;
        if (_services.Health.IsAway)
        {
            StateLog.StoreBack(_logger, sessions.Count);
        }

        foreach (var session in sessions)
        {
            session.Writer!.SaveAll();
        }
    }

    private async Task RemoveWhenSavedAsync(StateSession session, StateWriter writer)
    {
        writer.Start();
        await writer.SavedAsync(session.Entries.Version).ContinueWith(_ => { }, TaskScheduler.Default);
        Remove(session);
        while (_waiting.TryPeek(out var oldest) && oldest.Writer is not { IsSaved: false, IsGivenUp: false })
        {
            _waiting.TryDequeue(out _);
        }
    }

    private void GiveUp(StateSession session)
    {
        if (session.Writer is { IsSaved: false } writer)
        {
            writer.GiveUp();
            _services.Metrics.Lost("given-up");
            StateLog.GivenUp(_logger, _options.MaxWaiting);
        }
    }
}
