using System.Globalization;
using System.Security.Claims;
using BlazorAspire.SignalREmulator;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The emulator in this process, on a port of its own.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    public const string Key = "0123456789012345678901234567890123456789";
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private RunningEmulator(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public Uri Address => new(_app.Urls.First());

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Endpoint=http://{Address.Host};Port={Address.Port};AccessKey={Key};Version=1.0;");

    public static Task<RunningEmulator> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    public static async Task<RunningEmulator> StartAsync(TimeProvider time, params string[] settings)
    {
        string[] own = ["--applicationName=SignalREmulator", "--urls=http://127.0.0.1:0", $"--Emulator:AccessKey={Key}", "--Logging:LogLevel:Default=Warning"];
        var app = EmulatorApplication.Build([.. own, .. settings], services => services.AddSingleton(time));
        await app.StartAsync();
        return new RunningEmulator(app, time);
    }

    public Uri AddressOf(string path, string hub) => new(Address, $"{path}/?hub={hub}");

    public string Token(string path, string hub, params IEnumerable<Claim> claims) =>
        AccessToken.Create(Key, "HS256", $"{AddressOf(path, hub)}", claims, _time.GetUtcNow(), TimeSpan.FromHours(1));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
