using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;

namespace BlazorAspire.Tests.AppHost;

/// <summary>An app of three replicas whose circuits go by the emulator of Azure SignalR.</summary>
public sealed class SignalRServiceApp : IAsyncLifetime
{
    // On a busy machine a store may be slow; what is tested is what is kept, and not how long a page waits for it.
    private static readonly Dictionary<string, string> Settings = new() { ["State__LoadLimit"] = "00:00:30", ["State__HoldLimit"] = "00:00:30" };

    public RunningApp Running { get; private set; } = null!;

    public Uri Emulator => Running.App.GetEndpoint("signalr");

    public async Task InitializeAsync() => Running = await RunningApp.StartAsync(Settings, "--replicas", "3", "--backplane", "azure-signalr");

    public async Task DisposeAsync() => await Running.DisposeAsync();

    /// <summary>How many circuits the emulator holds.</summary>
    public async Task<int> ClientsAsync(CancellationToken limit)
    {
        using var http = new HttpClient { BaseAddress = Emulator };
        var status = await http.GetFromJsonAsync<JsonElement>("/status", limit);
        return status.GetProperty("hubs").EnumerateArray().Single(hub => hub.GetProperty("name").GetString() == "componenthub").GetProperty("clients").GetInt32();
    }
}
