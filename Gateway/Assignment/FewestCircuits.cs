using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Assignment;

/// <summary>The least loaded replica; equals take turns.</summary>
internal sealed class FewestCircuits : IAssignmentPolicy
{
    private int _turn;

    public Replica Choose(IReadOnlyList<Candidate> candidates)
    {
        var least = candidates.Min(candidate => candidate.Load);
        for (var i = 0; i < candidates.Count; i++)
        {
            var index = (_turn + i) % candidates.Count;
            if (candidates[index].Load == least)
            {
                _turn = (index + 1) % candidates.Count;
                return candidates[index].Replica;
            }
        }

        throw new InvalidOperationException("No candidate has the least load of all candidates.");
    }
}
