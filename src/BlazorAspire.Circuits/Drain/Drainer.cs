using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Moves;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Drain;

/// <summary>Empties this replica: no new users, then those who are here go in batches, before a deadline. Once; who asks again joins.</summary>
internal sealed class Drainer(
    ReplicaAdmission admission, IOtherReplicas others, LiveCircuits circuits, PageMover mover, MoveMetrics metrics, IOptions<DrainOptions> options, TimeProvider time, ILogger<Drainer> logger)
{
    /// <summary>
    /// How long the replica stays after the last user has left. They ask for their next page with its cookie, and are sent on: were it gone, it would seem
    /// to have failed. As long as the gateway's interval between two probes, after which it knows by itself.
    /// </summary>
    public static readonly TimeSpan PostDrainDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<DrainResult>? _drain;

    /// <summary>Begins to drain. False when that was begun before.</summary>
    public bool TryBegin(out Task<DrainResult> drain)
    {
        lock (_lock)
        {
            var isFirst = _drain is null;
            if (isFirst)
            {
                admission.BeginDrain();
                _drain = DrainAsync();
            }

            drain = _drain!;
            return isFirst;
        }
    }

    private async Task<DrainResult> DrainAsync()
    {
        var settings = options.Value;
        var began = time.GetTimestamp();
        var met = new HashSet<LiveCircuit>(Connected());
        var batchSize = settings.BatchOf(met.Count);
        admission.ReportDrain(new DrainProgress(met.Count, 0));
        DrainLog.Began(logger, met.Count, batchSize, settings.BatchInterval, settings.Deadline);
        if (met.Count > 0 && !await others.TakeUsersAsync())
        {
            DrainLog.NobodyElse(logger, met.Count);
            return Result(met, began);
        }

        using var deadline = new CancellationTokenSource(settings.Deadline, time);
        try
        {
            await MoveAllAsync(batchSize, settings.BatchInterval, met, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // Whoever is left goes when the process does.
        }

        var result = Result(met, began);
        if (result.Left == 0)
        {
            DrainLog.Ended(logger, result.Moved, result.Seconds);
        }
        else
        {
            DrainLog.EndedWithUsersLeft(logger, result.Moved, result.Seconds, result.Left);
        }

        if (result is { Moved: > 0, Left: 0 })
        {
            await Task.Delay(PostDrainDelay, time);
        }

        return result;
    }

    private DrainResult Result(HashSet<LiveCircuit> met, long began)
    {
        var left = Connected().Count;
        var result = new DrainResult(Math.Max(0, met.Count - left), left, time.GetElapsedTime(began).TotalSeconds);
        metrics.Drained(result.Moved, result.Left);
        admission.ReportDrain(new DrainProgress(met.Count, result.Moved));
        return result;
    }

    private async Task MoveAllAsync(int batchSize, TimeSpan interval, HashSet<LiveCircuit> met, CancellationToken deadline)
    {
        var asked = new HashSet<LiveCircuit>();
        while (true)
        {
            // Asked for first: what changes after the look at the circuits is not missed.
            var change = circuits.NextChange;
            var present = Connected();
            if (present.Count == 0)
            {
                return;
            }

            met.UnionWith(present);
            admission.ReportDrain(new DrainProgress(met.Count, met.Count - present.Count));
            // Who has something unfinished on the page goes last.
            var batch = present.Where(circuit => !asked.Contains(circuit)).OrderBy(circuit => circuit.Holds.Any).Take(batchSize).ToList();
            asked.UnionWith(batch);
            _ = Task.WhenAll(batch.Select(circuit => mover.MoveAsync(circuit, MoveReason.Drain)));
            if (batch.Count == batchSize)
            {
                await Task.Delay(interval, time, deadline);
            }
            else
            {
                await change.WaitAsync(deadline);
            }
        }
    }

    private List<LiveCircuit> Connected() => [.. circuits.All.Where(circuit => circuit.IsConnected)];
}
