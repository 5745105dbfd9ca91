using Microsoft.AspNetCore.DataProtection;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Gateway.Affinity;

internal static class AffinityExtensions
{
    // A restarted gateway reads the cookies of the one before it: same name, same keys.
    private const string ApplicationName = "BlazorAspire.Gateway";

    public static WebApplicationBuilder AddAffinity(this WebApplicationBuilder builder)
    {
        builder.AddSettings<AffinityOptions>(AffinityOptions.Section, AffinityOptions.Check);
        var protection = builder.Services.AddDataProtection().SetApplicationName(ApplicationName);
        if (builder.Configuration[$"{AffinityOptions.Section}:{nameof(AffinityOptions.KeyFolder)}"] is { Length: > 0 } folder)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }

        builder.Services.AddSingleton<ISessionAffinityPolicy, ReplicaCookie>();
        return builder;
    }
}
