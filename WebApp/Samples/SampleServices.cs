using Evergreen.WebApp.Board;
using Evergreen.WebApp.Drafts;
using Evergreen.WebApp.Hubs;

namespace Evergreen.WebApp.Samples;

/// <summary>What the sample pages need: the draft, and the board with its hub.</summary>
internal static class SampleServices
{
    public static void AddSamples(this WebApplicationBuilder builder)
    {
        builder.Services.AddDurable<Draft>();
        builder.Services.AddSingleton<BoardStore>().AddSingleton<BoardService>();
        builder.AddBlazorHub<BoardHub>("board");
    }
}
