using System.Threading.Channels;
using BlazorAspire.Circuits.State.Stores;

namespace BlazorAspire.Tests.WebApp.State;

/// <summary>A store that can be slow, fail, or forget.</summary>
internal sealed class FaultyStore(IStateStore inner) : IStateStore
{
    private readonly Channel<int> _writes = Channel.CreateUnbounded<int>();
    private TaskCompletionSource? _held;

    public event Action? Returned;

    public IStateStore Inner { get; set; } = inner;

    public Exception? Fault { get; set; }

    /// <summary>Every call from now on waits until <see cref="Release"/>.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public void Return() => Returned?.Invoke();

    /// <summary>Returns once for each write that was begun, with the number of its fields.</summary>
    public async Task<int> WriteBeganAsync() => await _writes.Reader.ReadAsync();

    public async Task<StateFields?> ReadTabAsync(string tab)
    {
        await PassAsync();
        return await Inner.ReadTabAsync(tab);
    }

    public async Task<TabClaim> ClaimTabAsync(string tab, DateTimeOffset? since = null, CancellationToken cancellationToken = default)
    {
        await PassAsync();
        return await Inner.ClaimTabAsync(tab, since, cancellationToken);
    }

    public async Task<StateFields> TakeTabAsync(string tab)
    {
        await PassAsync();
        return await Inner.TakeTabAsync(tab);
    }

    public async Task<StateFields> ReadUserAsync(string user)
    {
        await PassAsync();
        return await Inner.ReadUserAsync(user);
    }

    public async Task<bool> SaveTabAsync(string tab, string owner, StateFields fields, bool isFirst)
    {
        _writes.Writer.TryWrite(fields.Count);
        await PassAsync();
        return await Inner.SaveTabAsync(tab, owner, fields, isFirst);
    }

    public async Task<bool> SaveUserAsync(string user, StateFields fields, bool onlyMissing)
    {
        _writes.Writer.TryWrite(fields.Count);
        await PassAsync();
        return await Inner.SaveUserAsync(user, fields, onlyMissing);
    }

    private async Task PassAsync()
    {
        await (_held?.Task ?? Task.CompletedTask);
        if (Fault is { } fault)
        {
            throw fault;
        }
    }
}
