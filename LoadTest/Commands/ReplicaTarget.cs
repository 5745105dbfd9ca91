namespace BlazorAspire.LoadTest.Commands;

/// <summary>One of the things that are compared: a replica, reached without a gateway.</summary>
/// <param name="ProcessId">Where its processor time is to be counted.</param>
internal sealed record ReplicaTarget(string Name, Uri Address, int? ProcessId = null);
