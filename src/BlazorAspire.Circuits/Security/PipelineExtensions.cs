using Microsoft.AspNetCore.Authorization;

namespace BlazorAspire.Circuits.Security;

internal static class PipelineExtensions
{
    /// <summary>What has to hold wherever an app puts its authentication and authorization.</summary>
    public static void AddPipeline(this WebApplicationBuilder builder)
    {
        // A cookie that anybody can send is no error of the app: the request is answered as one without.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery", LogLevel.Critical);
        builder.Services.AddSingleton<PipelineCheck>();
        builder.Services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<PipelineCheck>());
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, OpenAddresses>();
    }
}
