using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using BlazorAspire.Tests.Support;
using Embedded.Hosting.Redis;

namespace Embedded.Tests.Redis;

/// <summary>A Redis server in a process of its own, on a free port of this machine.</summary>
public sealed class GarnetServer : IAsyncLifetime, IRedisServer
{
    private const string Password = "open-sesame";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private Process? _process;

    private int Port { get; } = FreePort();

    public string ConnectionString => $"127.0.0.1:{Port},password={Password}";

    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource();
        var output = new List<string?>();
        _process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            output.Add(line.Data);
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        _process.Exited += (_, _) => ready.TrySetException(
            new InvalidOperationException($"Garnet ended before it was ready. It said: {string.Join(Environment.NewLine, output)}"));
        _process.Start();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(StartLimit);
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public Task PauseAsync() => ProcessPause.PauseAsync(_process!.Id);

    public Task ResumeAsync() => ProcessPause.ResumeAsync(_process!.Id);

    public async ValueTask DisposeAsync() => await StopAsync();

    Task IAsyncLifetime.InitializeAsync() => StartAsync();

    Task IAsyncLifetime.DisposeAsync() => StopAsync();

    private static string Library() => typeof(RedisServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "garnet-server").Value!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo StartInfo() => new("dotnet",
        [Library(), "--bind", "127.0.0.1", "--port", $"{Port}", "--memory", "256m", "--index", "16m", "--auth", "Password", "--password", Password])
    {
        RedirectStandardOutput = true,
    };
}
