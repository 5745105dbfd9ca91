using BlazorAspire.WebApp;
using Microsoft.AspNetCore.DataProtection;

namespace Embedded.Dashboard.Security;

internal static class FrontEndExtensions
{
    public static void AddFrontEnd(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSettings<FrontEndOptions>(FrontEndOptions.Section, _ => null);
        builder.Services.AddSingleton<BrowserToken>();
        // Pages live as long as this process does.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    public static void UseFrontEnd(this WebApplication app)
    {
        app.UseRouting();
        app.Use(next => context => SecurityHeaders.AddAsync(context, next));
        app.UseMiddleware<BrowserGate>();
        app.MapGet(BrowserGate.Health, () => "Healthy");
        TellToken(app);
    }

    private static void TellToken(WebApplication app)
    {
        var token = app.Services.GetRequiredService<BrowserToken>();
        if (token.IsMade)
        {
            app.Lifetime.ApplicationStarted.Register(() => SecurityLog.SignInAt(app.Logger, $"{app.Urls.First()}{BrowserGate.SignIn}?t={token.Text}"));
        }
    }
}
