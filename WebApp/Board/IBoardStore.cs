namespace BlazorAspire.WebApp.Board;

/// <summary>Keeps the last messages of the board.</summary>
internal interface IBoardStore
{
    Task AddAsync(BoardMessage message);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<BoardMessage>> ReadAsync();
}
