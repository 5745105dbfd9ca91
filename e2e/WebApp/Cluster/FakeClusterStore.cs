using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Tests.WebApp.Cluster;

/// <summary>A store in memory that can be made to fail, or never to answer.</summary>
internal sealed class FakeClusterStore : IClusterStore
{
    public Dictionary<string, ReplicaHeartbeat> Entries { get; } = [];

    public Exception? Fault { get; set; }

    public bool Hangs { get; set; }

    /// <summary>The clock of the store.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public bool IsShared { get; init; } = true;

    public async Task<DateTimeOffset> NowAsync()
    {
        await AnswerAsync();
        return Time.GetUtcNow();
    }

    public async Task WriteAsync(ReplicaHeartbeat heartbeat)
    {
        await AnswerAsync();
        Entries[heartbeat.Name] = heartbeat;
    }

    public async Task<IReadOnlyList<ReplicaHeartbeat>> ReadAsync()
    {
        await AnswerAsync();
        return [.. Entries.Values];
    }

    public async Task RemoveAsync(string replica)
    {
        await AnswerAsync();
        Entries.Remove(replica);
    }

    private Task AnswerAsync() => Hangs ? new TaskCompletionSource().Task
        : Fault is { } fault ? Task.FromException(fault)
        : Task.CompletedTask;
}
