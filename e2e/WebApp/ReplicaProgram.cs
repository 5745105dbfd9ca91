using Evergreen.WebApp.Components;
using Evergreen.WebApp.Samples;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.WebApp;

/// <summary>The program WebApp in this process.</summary>
internal static class ReplicaProgram
{
    /// <param name="args">As on the program's command line.</param>
    /// <param name="replace">Registers what takes the place of something.</param>
    /// <param name="use">What an author adds to the middleware.</param>
    /// <param name="map">What an author adds at the end.</param>
    /// <param name="hasTestPages">With the pages of this assembly. Several of them are at /, which nobody is to ask for then.</param>
    public static WebApplication Build(
        string[] args, Action<IServiceCollection>? replace = null, Action<WebApplication>? use = null, Action<WebApplication>? map = null, bool hasTestPages = false)
    {
        var builder = WebApplication.CreateBuilder(["--applicationName=WebApp", .. args]);
        builder.AddServiceDefaults();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.AddBlazorReplicas();
        builder.AddSamples();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        use?.Invoke(app);
        app.UseAntiforgery();
        app.MapBlazorReplicas();
        app.MapStaticAssets();
        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        if (hasTestPages)
        {
            pages.AddAdditionalAssemblies(typeof(ReplicaProgram).Assembly);
        }

        map?.Invoke(app);
        return app;
    }
}
