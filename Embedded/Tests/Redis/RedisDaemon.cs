using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BlazorAspire.Tests.Support;

namespace Embedded.Tests.Redis;

/// <summary>The <c>redis-server</c> of this machine, where it has one.</summary>
internal sealed class RedisDaemon : IRedisServer
{
    private const string Password = "open-sesame";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly int _port = FreePort();
    private Process? _process;

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    public string ConnectionString => $"127.0.0.1:{_port},password={Password}";

    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource();
        _process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("redis-server ended before it was ready."));
        _process.Start();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(StartLimit);
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public Task PauseAsync() => ProcessPause.PauseAsync(_process!.Id);

    public Task ResumeAsync() => ProcessPause.ResumeAsync(_process!.Id);

    public async ValueTask DisposeAsync() => await StopAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo StartInfo() => new(Path!, ["--bind", "127.0.0.1", "--port", $"{_port}", "--save", "", "--appendonly", "no", "--requirepass", Password])
    {
        RedirectStandardOutput = true,
        WorkingDirectory = System.IO.Path.GetTempPath(),
    };
}
