using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace BlazorAspire.Tests.Support;

/// <summary>The built program of a server project as one process at one address, which may be ended and started again there.</summary>
internal sealed class ServerProcess(SourceTree tree, string project, IReadOnlyDictionary<string, string> settings, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly OrphanGuard _guard = new();
    private readonly LastLines _lastLines = new();
    private Process? _process;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}"));

    public int ProcessId => _process!.Id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The end of what it wrote.</summary>
    public string Output => _lastLines.ToString();

    /// <summary>What it has used up to now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and returns when its <c>/health</c> is good.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process?.Dispose();
        _process = new Process { StartInfo = StartInfo() };
        _process.OutputDataReceived += OnLine;
        _process.ErrorDataReceived += OnLine;
        try
        {
            _process.Start();
        }
        catch (Win32Exception problem)
        {
            throw new InvalidOperationException($"'dotnet' could not be started: {problem.Message}. Put the .NET SDK on the PATH.", problem);
        }
        _guard.Watch(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await HealthyAsync(_process, cancellationToken);
    }

    /// <summary>Returns when the process has ended, which somebody else asked it to.</summary>
    public async Task EndedAsync() => await ProcessEnd.EnsureAsync(_process!, StopGrace, time);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            StopSignal.Send(_process.Id);
            await EndedAsync();
        }
        _guard.Forget();
        _guard.Dispose();
        _process?.Dispose();
    }

    private async Task HealthyAsync(Process process, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var healthy = HealthProbe.HealthyAsync(Address, time, limit.Token);
        var first = await Task.WhenAny(healthy, process.WaitForExitAsync(limit.Token), Task.Delay(StartLimit, time, limit.Token));
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first != healthy)
        {
            throw new InvalidOperationException($"'{project}' did not become healthy at {Address}. Its last lines:{Environment.NewLine}{_lastLines}");
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo("dotnet", [tree.Program(project)])
        {
            // Where its settings and static files are looked for.
            WorkingDirectory = Path.Combine(tree.Root, project),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            info.CreateNewProcessGroup = true;
        }
        info.Environment["ASPNETCORE_URLS"] = Address.ToString();
        foreach (var (name, value) in settings)
        {
            info.Environment[name] = value;
        }
        return info;
    }

    private void OnLine(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _lastLines.Add(line.Data);
        }
    }
}
