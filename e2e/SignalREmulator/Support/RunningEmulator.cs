using System.Globalization;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The emulator in this process, on a port of its own.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    public const string Key = "0123456789012345678901234567890123456789";
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private RunningEmulator(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
    }

    public Uri Address => new(_app.Urls.First());

    public HttpClient Http { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Endpoint=http://{Address.Host};Port={Address.Port};AccessKey={Key};Version=1.0;");

    public static Task<RunningEmulator> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    public static async Task<RunningEmulator> StartAsync(TimeProvider time, params string[] settings)
    {
        string[] own = ["--applicationName=SignalREmulator", "--urls=http://127.0.0.1:0", $"--Emulator:AccessKey={Key}", "--Logging:LogLevel:Default=Warning"];
        var app = EmulatorProgram.Build([.. own, .. settings], services => services.AddSingleton(time));
        await app.StartAsync();
        return new RunningEmulator(app, time);
    }

    public IServiceProvider Services => _app.Services;

    public Uri AddressOf(string path, string hub) => new(Address, $"{path}/?hub={hub}");

    public string Token(string path, string hub, params IEnumerable<Claim> claims) =>
        Sign(Key, SecurityAlgorithms.HmacSha256, $"{AddressOf(path, hub)}", claims, _time.GetUtcNow(), TimeSpan.FromHours(1));

    public static string Sign(string key, string algorithm, string audience, IEnumerable<Claim> claims, DateTimeOffset now, TimeSpan lifetime) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "azure-signalr",
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), algorithm),
        });

    /// <summary>The app servers of a hub, in the order of their ids.</summary>
    public async Task<IReadOnlyList<ServerStatus>> ServersAsync(string hub, CancellationToken limit)
    {
        var status = await Http.GetFromJsonAsync<Status>("/status", limit);
        return [.. status!.Hubs.Where(entry => entry.Name == hub).SelectMany(entry => entry.Servers)];
    }

    /// <summary>Asks for the status until it is as expected.</summary>
    public async Task WhenServersAsync(string hub, Func<IReadOnlyList<ServerStatus>, bool> expected, CancellationToken limit)
    {
        while (!expected(await ServersAsync(hub, limit)))
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal sealed record ServerStatus(string Id, int Connections, int Clients);

    private sealed record Status(HubStatus[] Hubs);

    private sealed record HubStatus(string Name, ServerStatus[] Servers);
}
