using Evergreen.WebApp.Components;
//#if (samples)
using Evergreen.WebApp.Samples;
//#endif

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.AddBlazorReplicas();
//#if (samples)
builder.AddSamples();
//#endif

var app = builder.Build();
app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapBlazorReplicas();
app.MapStaticAssets();
// The replica's security headers say who may frame a page.
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
app.Run();
