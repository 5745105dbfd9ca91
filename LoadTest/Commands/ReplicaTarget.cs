namespace BlazorAspire.LoadTest.Commands;

/// <summary>One of the things that are compared: a replica, reached without a gateway.</summary>
internal sealed record ReplicaTarget(string Name, Uri Address);
