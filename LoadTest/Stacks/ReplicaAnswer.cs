namespace BlazorAspire.LoadTest.Stacks;

/// <summary>What matters here of the answer of <c>/replica</c>.</summary>
internal sealed record ReplicaAnswer(string Name, int ProcessId);
