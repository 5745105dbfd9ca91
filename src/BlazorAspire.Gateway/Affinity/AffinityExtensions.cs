using BlazorAspire.Shared;
using Microsoft.AspNetCore.DataProtection;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Gateway.Affinity;

internal static class AffinityExtensions
{
    // A restarted gateway reads the cookies of the one before it: same name, same keys.
    private const string ApplicationName = "BlazorAspire.Gateway";

    public static WebApplicationBuilder AddAffinity(this WebApplicationBuilder builder)
    {
        // Where it is wrong, this is the place to say it: the cookie's class is made with the first request.
        SiteCookies.Read(builder.Configuration);
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
