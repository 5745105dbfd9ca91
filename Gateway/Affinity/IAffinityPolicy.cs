using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Affinity;

internal interface IAffinityPolicy
{
    /// <summary>Reads what the request says about its browser. Whatever the request holds, this does not throw.</summary>
    Affinity Find(HttpContext context);

    /// <summary>Makes the browser come back to <paramref name="replica"/>.</summary>
    void Issue(HttpContext context, Guid browser, Replica replica);
}
