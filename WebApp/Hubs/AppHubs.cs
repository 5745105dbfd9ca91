using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.WebApp.Hubs;

internal static class AppHubs
{
    /// <summary>The app's own hubs. Each has its lifetime manager by name, so that Blazor's keeps its own.</summary>
    public static void AddAppHubs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<HubLifetimeManager<BoardHub>, DefaultHubLifetimeManager<BoardHub>>();
    }

    public static void MapAppHubs(this WebApplication app) => app.MapHub<BoardHub>("/hubs/board");
}
