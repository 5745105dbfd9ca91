using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Embedded.Tests.Faults;

/// <summary>The built AppHost as a user runs it, in a process of its own with its output redirected.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string Mark = "BLAZORASPIRE_TEST_RUN";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string _run = Guid.NewGuid().ToString("n");
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private TaskCompletionSource _nextLine = NewSignal();

    private AppHostProcess(string[] args, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Projects.AppHost).Assembly.Location, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Its own tests have it.
        info.Environment["AppHost__Dashboard"] = "false";
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }
        // Every process that the AppHost starts inherits it, and is recognised by it.
        info.Environment[Mark] = _run;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    public string Output => string.Join(Environment.NewLine, _lines);

    public IReadOnlyList<string> Lines => [.. _lines];

    public static AppHostProcess Start(params string[] args) => Start(new Dictionary<string, string>(), args);

    public static AppHostProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var started = new AppHostProcess(args, environment);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until as many lines hold a text.</summary>
    public async Task SaysAsync(string text, int times = 1)
    {
        var ended = EndAsync();
        while (Count(text) < times)
        {
            var next = Volatile.Read(ref _nextLine).Task;
            // A line may have come between the count and the task.
            if (Count(text) < times && await Task.WhenAny(next, ended) == ended)
            {
                throw new InvalidOperationException($"The AppHost ended with exit code {await ended} before it said '{text}':{Environment.NewLine}{Output}");
            }
        }
    }

    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for the AppHost's end, and gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The AppHost did not end in {Limit.TotalMinutes:0} minutes. It wrote:{Environment.NewLine}{Output}");
        }
        return _process.ExitCode;
    }

    /// <summary>What Ctrl+C at the terminal sends.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    /// <summary>Ends the AppHost without a chance to stop anything.</summary>
    public void Kill() => _process.Kill();

    /// <summary>The processes, but the AppHost, that belong to this run. Known on Linux only, where /proc tells their environment.</summary>
    public IReadOnlyList<Process> Others()
    {
        var own = $"{Mark}={_run}";
        return OperatingSystem.IsLinux()
            ? [.. Process.GetProcesses().Where(p => p.Id != _process.Id && EnvironmentOf(p).Split('\0').Contains(own))]
            : [];
    }

    /// <summary>Waits until processes have ended.</summary>
    public static async Task EndedAsync(IEnumerable<Process> processes)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        foreach (var process in processes)
        {
            await process.WaitForExitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Not the tree: the orphan guard in it ends the rest, and removes the run's folder.
            var others = Others();
            _process.Kill();
            await _process.WaitForExitAsync();
            await EndedAsync(others);
        }
        _process.Dispose();
    }

    private int Count(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            Interlocked.Exchange(ref _nextLine, NewSignal()).TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string EnvironmentOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is another user's.
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
