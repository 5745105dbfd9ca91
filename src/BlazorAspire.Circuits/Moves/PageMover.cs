using BlazorAspire.Circuits.Circuits;
using Microsoft.JSInterop;

namespace BlazorAspire.Circuits.Moves;

/// <summary>Asks pages to go to another replica. Their state is there before them.</summary>
internal sealed class PageMover(PendingMoves moves, MoveMetrics metrics, TimeProvider time, ILogger<PageMover> logger)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    /// <param name="targets">The replicas to go to; null for any.</param>
    /// <returns>Whether the page has heard of it.</returns>
    public async Task<bool> MoveAsync(LiveCircuit circuit, MoveReason reason, IReadOnlyList<string>? targets = null)
    {
        if (circuit.Page is not { } page || !circuit.IsConnected)
        {
            return false;
        }

        if (targets is not null && circuit.Identity is { Tab: not null } identity)
        {
            moves.Add(identity, targets);
        }

        try
        {
            using var limit = new CancellationTokenSource(AnswerLimit, time);
            await page.InvokeVoidAsync("BlazorAspirePage.move", limit.Token, reason.ToString().ToLowerInvariant());
            metrics.Moved(reason);
            return true;
        }
        catch (Exception problem) when (problem is JSException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // It is gone already, has another script, or does not answer: it moves when its connection ends.
            MoveLog.NotMoved(logger, reason.ToString().ToLowerInvariant(), problem.Message);
            return false;
        }
    }
}
