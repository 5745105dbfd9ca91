namespace BlazorAspire.WebApp.Admission;

/// <summary>What a replica and the gateway tell each other. Another front door may ignore all of it: readiness and 503 mean the same to each.</summary>
internal static class AdmissionHeaders
{
    /// <summary>Why a replica takes no new users: <c>draining</c> or <c>full</c>.</summary>
    public const string State = "BlazorAspire-State";

    /// <summary>Nothing was done: ask another replica, one of those named or any for <c>*</c>.</summary>
    public const string Elsewhere = "BlazorAspire-Elsewhere";

    /// <summary>There is no other: the replica is to answer by itself.</summary>
    public const string Stay = "BlazorAspire-Stay";

    public const string AnyReplica = "*";

    public static string Word(AdmissionState state) => state == AdmissionState.Draining ? "draining" : "full";
}
