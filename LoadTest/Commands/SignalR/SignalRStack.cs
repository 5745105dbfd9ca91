using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorAspire.LoadTest.Commands.Fanout;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>The emulator of Azure SignalR with two replicas on it, and one replica whose circuits come to it directly.</summary>
internal sealed class SignalRStack : IAsyncDisposable
{
    public const string FirstName = "on-the-emulator-1";
    public const string SecondName = "on-the-emulator-2";
    private const int KeyBytes = 32;

    private readonly RedisProcess _redis;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private SignalRStack(SourceTree tree, TimeProvider time)
    {
        AccessKey = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes));
        _redis = new RedisProcess(RedisProgram.Find()[0], time);
        Emulator = new ServerProcess(tree, "SignalREmulator", new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Emulator__AccessKey"] = AccessKey }, time);
        Direct = Replica(tree, "direct", "None", time);
        First = Replica(tree, FirstName, "AzureSignalR", time);
        Second = Replica(tree, SecondName, "AzureSignalR", time);
    }

    public string AccessKey { get; }

    public ServerProcess Emulator { get; }

    public ServerProcess Direct { get; }

    public ServerProcess First { get; }

    public ServerProcess Second { get; }

    public static async Task<SignalRStack> StartAsync(SourceTree tree, TimeProvider time, CancellationToken cancellationToken)
    {
        var stack = new SignalRStack(tree, time);
        try
        {
            await stack._redis.StartAsync(cancellationToken);
            await stack.Emulator.StartAsync(cancellationToken);
            foreach (var replica in new[] { stack.Direct, stack.First, stack.Second })
            {
                await replica.StartAsync(cancellationToken);
            }
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many circuits the emulator holds.</summary>
    public async Task<int> ClientsAsync(CancellationToken cancellationToken)
    {
        var status = await _http.GetFromJsonAsync<JsonElement>(new Uri(Emulator.Address, "/status"), cancellationToken);
        return status.GetProperty("hubs").EnumerateArray().Where(hub => hub.GetProperty("name").GetString() == FarewellProbe.Hub).Sum(hub => hub.GetProperty("clients").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var process in new[] { Second, First, Direct, Emulator })
        {
            await process.DisposeAsync();
        }
        await _redis.DisposeAsync();
    }

    private ServerProcess Replica(SourceTree tree, string name, string backplane, TimeProvider time) => new(tree, "WebApp", new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__redis"] = $"{_redis.Address},abortConnect=false",
        ["ConnectionStrings__signalr"] = $"Endpoint={Emulator.Address.GetLeftPart(UriPartial.Authority)};AccessKey={AccessKey};Version=1.0;",
        ["Hubs__Backplane"] = backplane,
        ["Replica__Name"] = name,
    }, time);
}
