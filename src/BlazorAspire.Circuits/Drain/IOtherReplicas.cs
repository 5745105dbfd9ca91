namespace BlazorAspire.Circuits.Drain;

internal interface IOtherReplicas
{
    /// <summary>Whether another replica takes users. True also where nobody knows.</summary>
    Task<bool> TakeUsersAsync();
}
