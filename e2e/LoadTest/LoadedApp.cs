using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>A Blazor Server app of the simplest kind, which knows nothing of this product, and which counts what its users do.</summary>
public sealed class LoadedApp : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private WebApplication _app = null!;

    public string Address => _app.Urls.Single();

    public void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int Count(string what) => _counts.GetValueOrDefault(what);

    public async Task InitializeAsync() => _app = await LocalServer.StartAsync(
        services => services.AddSingleton(this).AddRazorComponents().AddInteractiveServerComponents(),
        app =>
        {
            app.UseAntiforgery();
            app.MapRazorComponents<PagesRoot>().AddInteractiveServerRenderMode();
        });

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
