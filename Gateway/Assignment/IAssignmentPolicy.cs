using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Assignment;

internal interface IAssignmentPolicy
{
    /// <summary>Chooses one of the candidates, which are never none. Calls do not overlap.</summary>
    Replica Choose(IReadOnlyList<Candidate> candidates);
}
