namespace BlazorAspire.WebApp.Board;

internal static class BoardExtensions
{
    public static void AddBoard(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BoardService>();
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 })
        {
            builder.Services.AddSingleton<IBoardStore, RedisBoardStore>();
        }
        else
        {
            builder.Services.AddSingleton<IBoardStore, MemoryBoardStore>();
        }
    }
}
