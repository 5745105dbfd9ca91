namespace BlazorAspire.Tests.AppHost;

/// <summary>What <c>/replica</c> answers.</summary>
public sealed record ReplicaAnswer(string Name, int ProcessId, DateTimeOffset StartedAt, string Version);
