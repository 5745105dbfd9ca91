using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>A Redis server at one port, which may be killed and started again there.</summary>
internal sealed class RedisProcess(RedisProgram program, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly int _port = FreePort.Find();
    private readonly OrphanGuard _guard = new();
    private Process? _process;

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program.File, [.. program.Arguments, "--port", _port.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetTempPath(),
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        _process.Exited += (_, _) => ready.TrySetException(new MeasurementException($"'{program.File}' ended before it was ready. Start it by hand to see why."));
        _process.Start();
        _guard.Watch(_process.Id);
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(StartLimit, time, cancellationToken);
    }

    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await ProcessEnd.EnsureAsync(_process, TimeSpan.FromSeconds(5), time);
        _guard.Forget();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
        _guard.Dispose();
    }
}
