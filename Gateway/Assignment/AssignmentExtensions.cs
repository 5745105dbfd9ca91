namespace BlazorAspire.Gateway.Assignment;

internal static class AssignmentExtensions
{
    public static WebApplicationBuilder AddAssignment(this WebApplicationBuilder builder)
    {
        builder.AddSettings<AssignmentOptions>(AssignmentOptions.Section, AssignmentOptions.Check);
        builder.Services.AddSingleton<IAssignmentPolicy, FewestCircuits>();
        builder.Services.AddSingleton<PendingAssignments>();
        builder.Services.AddSingleton<Assigner>();
        return builder;
    }
}
