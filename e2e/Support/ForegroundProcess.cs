using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace BlazorAspire.Tests.Support;

/// <summary>A server's program that stays in the foreground. It ends with this process, however that ends.</summary>
internal sealed class ForegroundProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);
    private readonly StringBuilder _output = new();
    private readonly OrphanGuard _guard = new();
    private readonly Process _process;

    private ForegroundProcess(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += Take;
        _process.ErrorDataReceived += Take;
        _process.Start();
        _guard.Watch(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it, and returns when it listens.</summary>
    public static async Task<ForegroundProcess> StartAsync(ProcessStartInfo info, int port, CancellationToken limit)
    {
        var process = new ForegroundProcess(info);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!await ListensAsync(port, limit))
        {
            if (process._process.HasExited)
            {
                await process._process.WaitForExitAsync(limit);
                var output = process.Output;
                await process.DisposeAsync();
                throw new InvalidOperationException($"'{info.FileName}' ended before it listened:{Environment.NewLine}{output}");
            }

            await pause.WaitForNextTickAsync(limit);
        }

        return process;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            StopSignal.Send(_process.Id);
        }

        await ProcessEnd.EnsureAsync(_process, StopGrace, TimeProvider.System);
        _guard.Forget();
        _guard.Dispose();
        _process.Dispose();
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken limit)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, limit);
            return true;
        }
        catch (SocketException)
        {
            // Not yet.
            return false;
        }
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
