namespace BlazorAspire.WebApp.Rotation;

internal static class RotationExtensions
{
    /// <summary>Who may come to this replica, and what it tells the gateway when nobody may.</summary>
    public static void AddRotation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<CapacityOptions>(CapacityOptions.Section, CapacityOptions.FindProblem);
        services.AddSingleton<IMemoryGauge, ProcessMemory>();
        services.AddSingleton<Capacity>();
        services.AddSingleton<ReplicaRotation>();
        services.AddSingleton<Admissions>();
        services.AddSingleton<IStartupFilter, RotationStateHeader>();
        services.AddSingleton<WarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddHealthChecks().AddCheck<RotationHealthCheck>("rotation").AddCheck<WarmUp>("warm-up");
    }

    public static void UseRotation(this IApplicationBuilder app) => app.UseMiddleware<Doorkeeper>();
}
