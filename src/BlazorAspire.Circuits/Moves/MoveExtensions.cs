using BlazorAspire.Circuits.Versions;

namespace BlazorAspire.Circuits.Moves;

internal static class MoveExtensions
{
    /// <summary>Pages that go to another replica while it and theirs both live.</summary>
    public static void AddMoves(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<RebalanceOptions>(RebalanceOptions.Section, RebalanceOptions.FindProblem);
        services.AddSingleton<MoveMetrics>();
        services.AddSingleton<PendingMoves>();
        services.AddSingleton<PageMover>();
        services.AddSingleton<VersionWatch>();
        services.AddHostedService<Rebalancer>();
    }
}
