using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.WebApp.Board;

internal static class BoardExtensions
{
    public static void AddBoard(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BoardService>();
        if (builder.Configuration.HasRedis())
        {
            builder.Services.AddSingleton<IBoardStore, RedisBoardStore>();
        }
        else
        {
            builder.Services.AddSingleton<IBoardStore, MemoryBoardStore>();
        }
    }
}
