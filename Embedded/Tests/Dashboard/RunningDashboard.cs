using Embedded.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Tests.Dashboard;

/// <summary>The dashboard in this process, on ports of its own.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    public const string Key = "a key of the test";

    private readonly WebApplication _app;

    private RunningDashboard(WebApplication app)
    {
        _app = app;
        // The server keeps the order in which the application names its addresses.
        FrontEnd = new Uri(app.Urls.First());
        Otlp = new Uri(app.Urls.Last());
        Client = new HttpClient();
    }

    /// <summary>The address for people.</summary>
    public Uri FrontEnd { get; }

    /// <summary>The address for the app's processes.</summary>
    public Uri Otlp { get; }

    public HttpClient Client { get; }

    /// <param name="settings">Command line arguments such as <c>--Dashboard:Limits:Spans=100</c>; they go before this class's own.</param>
    public static async Task<RunningDashboard> StartAsync(params string[] settings)
    {
        var app = DashboardApplication.Build(Arguments(settings));
        await app.StartAsync();
        return new RunningDashboard(app);
    }

    /// <summary>What the application is built with.</summary>
    public static string[] Arguments(params string[] settings) =>
    [
        "--applicationName=Embedded.Dashboard", "--urls=http://127.0.0.1:0", "--Dashboard:Otlp:Url=http://127.0.0.1:0",
        $"--Dashboard:Otlp:ApiKey={Key}", $"--Logging:LogLevel:Default={LogLevel.None}", .. settings,
    ];

    public TService Get<TService>() where TService : notnull => _app.Services.GetRequiredService<TService>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
