using BlazorAspire.StockApp.Components;

// A Blazor Web App as it comes: no state is saved, and it knows of no gateway. The benchmarks compare with it.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddHealthChecks();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
app.UseAntiforgery();
app.MapHealthChecks("/health");
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Run();
