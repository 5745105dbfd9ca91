using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>A Blazor Server app of the simplest kind, which knows nothing of this product, and which counts what its users do.</summary>
public sealed class LoadedApp : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private WebApplication _app = null!;

    public string Address => _app.Urls.Single();

    public void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int Count(string what) => _counts.GetValueOrDefault(what);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.Services.AddSingleton(this);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        _app = builder.Build();
        _app.UseAntiforgery();
        _app.MapRazorComponents<PagesRoot>().AddInteractiveServerRenderMode();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
