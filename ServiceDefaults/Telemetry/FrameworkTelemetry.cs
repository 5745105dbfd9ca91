namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>The meters and activity sources that .NET itself has, by name.</summary>
internal static class FrameworkTelemetry
{
    public static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Authentication",
        "Microsoft.AspNetCore.Authorization",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Lifecycle",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.HeaderParsing",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.MemoryPool",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
        "System.Net.NameResolution",
        "System.Runtime",
    ];

    public static readonly string[] ActivitySources =
    [
        "Microsoft.AspNetCore",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.SignalR.Server",
        "System.Net.Http",
    ];
}
