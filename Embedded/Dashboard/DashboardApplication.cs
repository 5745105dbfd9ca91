using Embedded.Dashboard.Components;
using Embedded.Dashboard.Console;
using Embedded.Dashboard.Control;
using Embedded.Dashboard.Otlp;
using Embedded.Dashboard.Security;
using Embedded.Dashboard.Telemetry;
using Microsoft.Extensions.Options;

namespace Embedded.Dashboard;

/// <summary>The dashboard as an application: what Program runs and what tests start in their own process.</summary>
internal static class DashboardApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);

        // In code, and not in a settings file: that would lie in the output of whoever references this project, and be theirs too
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning);

        // What the app's processes send
        builder.AddTelemetry();
        builder.AddOtlp();

        // What the engine tells of the app, and does with it
        builder.AddControl();
        builder.AddConsole();

        // Who may look
        builder.AddFrontEnd();

        // The user interface; its files are found from any working directory and in any environment
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        var app = builder.Build();
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        // Every request
        app.UseOtlp();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseFrontEnd();
        app.UseAntiforgery();

        // Addresses
        app.MapConsoleDownload();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
