using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Drain;

internal static class DrainExtensions
{
    /// <summary>Before this replica ends, its users are on another.</summary>
    public static void AddDrain(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<DrainOptions>(DrainOptions.Section, DrainOptions.FindProblem);
        services.AddOptions<HostOptions>().Configure<IOptions<DrainOptions>>((host, drain) => host.ShutdownTimeout = drain.Value.ShutdownTimeout);
        services.AddSingleton<IOtherReplicas, OtherReplicas>();
        services.AddSingleton<Drainer>();
        services.AddSingleton<Transfers>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
    }

    public static void UseDrain(this WebApplication app) => app.Use(app.Services.GetRequiredService<Transfers>().InvokeAsync);
}
