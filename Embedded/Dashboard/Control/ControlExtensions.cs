using BlazorAspire.WebApp;

namespace Embedded.Dashboard.Control;

internal static class ControlExtensions
{
    /// <summary>What the engine tells of the app, and does with it.</summary>
    public static void AddControl(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<ControlOptions>(ControlOptions.Section, ControlOptions.FindProblem);
        services.AddSingleton<ControlClient>();
        services.AddSingleton<ResourceDirectory>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceDirectory>());
        services.AddScoped<CommandBook>();
    }
}
