using BlazorAspire.WebApp.Board;
using BlazorAspire.WebApp.Drafts;
using BlazorAspire.WebApp.Hubs;

namespace BlazorAspire.WebApp.Samples;

/// <summary>What the sample pages need: the draft, and the board with its hub.</summary>
internal static class SampleServices
{
    public static void AddSamples(this WebApplicationBuilder builder)
    {
        builder.Services.AddDurable<Draft>();
        builder.AddBoard();
        builder.AddBlazorHub<BoardHub>("board");
    }
}
