namespace BlazorAspire.Circuits.Admission;

internal static class AdmissionExtensions
{
    /// <summary>Who may come to this replica, and what it tells the gateway when nobody may.</summary>
    public static void AddAdmission(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<CapacityOptions>(CapacityOptions.Section, CapacityOptions.FindProblem);
        services.AddSingleton<IMemoryGauge, ProcessMemory>();
        services.AddSingleton<Capacity>();
        services.AddSingleton<CircuitCaps>();
        services.AddHostedService<MemoryTrimmer>();
        services.AddSingleton<ReplicaAdmission>();
        services.AddSingleton<AdmittedSessions>();
        // Before whatever answers probes.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, AdmissionStateHeader>());
        services.AddSingleton<WarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddHealthChecks().AddCheck<AdmissionHealthCheck>("admission").AddCheck<WarmUp>("warm-up");
    }

    public static void UseAdmission(this IApplicationBuilder app) => app.UseMiddleware<AdmissionMiddleware>();
}
