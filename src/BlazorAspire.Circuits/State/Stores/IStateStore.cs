namespace BlazorAspire.Circuits.State.Stores;

/// <summary>
/// Keeps the sealed state of tabs and users. A tab's state has one owner, the circuit that claimed it last: what an earlier one still
/// saves has no effect. A user's state has none, and the last one to write a field wins.
/// </summary>
internal interface IStateStore
{
    /// <summary>Raised when the store may have forgotten everything.</summary>
    event Action? Returned;

    /// <summary>Reads the state of a tab as its owner saved it; null when nobody ever owned it, or it is forgotten.</summary>
    Task<StateFields?> ReadTabAsync(string tab);

    /// <summary>Reads the state of a tab and gives it a new owner, in one step.</summary>
    /// <param name="since">For a claim that comes late: when its circuit was started. It does not take the tab from one that was started later.</param>
    /// <param name="cancellationToken">Nobody waits for the claim any more: it must not take the tab later from whoever has it then.</param>
    Task<TabClaim> ClaimTabAsync(string tab, DateTimeOffset? since = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the state of a tab and leaves none of it. Of two who ask at once one gets it, and what an owner of before still saves has no effect.</summary>
    Task<StateFields> TakeTabAsync(string tab);

    Task<StateFields> ReadUserAsync(string user);

    /// <summary>Writes fields, all or none. False where the store had forgotten the tab: then it has no more than these fields, and without an owner nobody reads them.</summary>
    /// <param name="isFirst">Also to a store that has forgotten the tab: its owner is written anew unless there is a later one.</param>
    Task<bool> SaveTabAsync(string tab, string owner, StateFields fields, bool isFirst);

    /// <summary>Writes fields, all or none. False where the store had nothing of the user.</summary>
    /// <param name="onlyMissing">Leaves fields alone that are there: another tab may have written them meanwhile.</param>
    Task<bool> SaveUserAsync(string user, StateFields fields, bool onlyMissing);
}
