namespace BlazorAspire.WebApp.Board;

/// <summary>For a replica that runs alone.</summary>
internal sealed class MemoryBoardStore : IBoardStore
{
    private readonly Lock _lock = new();
    private readonly Queue<BoardMessage> _last = new();

    public Task AddAsync(BoardMessage message)
    {
        lock (_lock)
        {
            if (_last.Count == BoardRules.Kept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(message);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<BoardMessage>> ReadAsync()
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<BoardMessage>>([.. _last]);
        }
    }
}
